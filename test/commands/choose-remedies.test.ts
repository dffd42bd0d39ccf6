import {describe, expect, it} from 'vitest';
import {chooseRemedies} from '../../source/commands/choose-remedies.ts';
import {UsageError} from '../../source/commands/usage-error.ts';
import type {AnsweredCheck, Diagnosis} from '../../source/diagnosis/diagnose.ts';
import type {Remedy} from '../../source/diagnosis/remedy.ts';

const remedy = (id: string): Remedy => ({id, title: id, why: '', widens: null, changes: []});

const check = (outcome: AnsweredCheck['outcome'], ...ids: string[]): AnsweredCheck => ({
	id: ids.join('-'),
	title: '?',
	outcome,
	evidence: 'read',
	decisive: true,
	answer: '',
	details: [],
	findOut: [],
	remedies: ids.map(remedy),
	requests: [],
	notAFault: false,
});

const diagnosis = (...checks: AnsweredCheck[]): Diagnosis => ({
	checks,
	remedies: checks.flatMap(({remedies}) => remedies),
	requests: [],
	verdict: 'problem',
});

const chosen = (found: Diagnosis, ...wanted: string[]) =>
	chooseRemedies(found, wanted).map(({id}) => id);

describe('the remedies that are applied', () => {
	it('are the first of each problem', () => {
		expect(
			chosen(diagnosis(check('problem', 'a', 'b'), check('ok'), check('problem', 'c'))),
		).toEqual(['a', 'c']);
	});

	it('are one where two problems share it', () => {
		expect(chosen(diagnosis(check('problem', 'a', 'b'), check('problem', 'a')))).toEqual(['a']);
	});

	it("are the named ones in place of their problem's first", () => {
		expect(chosen(diagnosis(check('problem', 'a', 'b'), check('problem', 'c')), 'b')).toEqual([
			'b',
			'c',
		]);
	});

	it("leave a warning's remedy alone unless it is named", () => {
		const found = diagnosis(check('warning', 'w'), check('problem', 'a'));
		expect(chosen(found)).toEqual(['a']);
		expect(chosen(found, 'w')).toEqual(['w', 'a']);
	});

	it('are refused where nobody offers what was named', () => {
		expect(() => chosen(diagnosis(check('problem', 'a')), 'z')).toThrow(UsageError);
		expect(() => chosen(diagnosis(check('ok')), 'z')).toThrow(/nor any other/);
	});
});
