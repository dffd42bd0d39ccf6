import {expect, test} from 'vitest';
import type {Answer, Check} from '../../source/diagnosis/check.ts';
import {diagnose} from '../../source/diagnosis/diagnose.ts';
import {afterWrite} from '../../source/run/after-write.ts';
import {aContext, anAccount} from '../support/samples.ts';

const aCheck = (id: string, answer: Answer | null, given: Partial<Check> = {}): Check => ({
	id,
	title: `${id} is right`,
	decisive: true,
	findOut: () => [[id, 'describe-it']],
	run: async () => answer,
	...given,
});

const ok: Answer = {outcome: 'ok', evidence: 'read', answer: 'Yes.'};
const unknown: Answer = {outcome: 'unknown', evidence: 'read', answer: 'Not known.'};
const past = {aboutThePast: true};

const verdictOf = async (checks: Check[]) =>
	(await diagnose(checks, aContext(anAccount()))).verdict;

test('what was before and is not known keeps a fix from being verified no longer', async () => {
	const checks = [aCheck('now', ok), aCheck('then', unknown, past)];
	expect([await verdictOf(checks), await verdictOf(afterWrite(checks))]).toEqual([
		'no-verdict',
		'healthy',
	]);
});

test('what is not known of the present still does', async () => {
	const checks = [aCheck('now', unknown), aCheck('then', ok, past)];
	expect(await verdictOf(afterWrite(checks))).toBe('no-verdict');
});

test('a fix is not called no fault', async () => {
	const checks = [aCheck('now', ok), aCheck('then', {...ok, notAFault: true}, past)];
	expect([await verdictOf(checks), await verdictOf(afterWrite(checks))]).toEqual([
		'not-a-fault',
		'healthy',
	]);
});

test('a problem of the past stays one, for no fix has mended it', async () => {
	const failed: Answer = {outcome: 'problem', evidence: 'read', answer: 'It failed.'};
	const checks = [aCheck('now', ok), aCheck('then', failed, past)];
	expect(await verdictOf(afterWrite(checks))).toBe('problem');
});

test('a check that does not concern the subject is left out, and reported by nobody', async () => {
	const reported: string[] = [];
	const checks = [aCheck('now', ok), aCheck('elsewhere', null)];
	const {checks: answered, verdict} = await diagnose(checks, aContext(anAccount()), ({id}) =>
		reported.push(id),
	);
	expect([answered.map(({id}) => id), reported, verdict]).toEqual([['now'], ['now'], 'healthy']);
});
