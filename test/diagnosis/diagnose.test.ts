import {expect, test} from 'vitest';
import {AccountError} from '../../source/account/account-error.ts';
import type {Answer, Check} from '../../source/diagnosis/check.ts';
import {type AnsweredCheck, diagnose, narrowestRemedies} from '../../source/diagnosis/diagnose.ts';
import type {Remedy} from '../../source/diagnosis/remedy.ts';
import {aContext, anAccount, ordersRoleArn} from '../support/samples.ts';

type Given = Omit<Partial<AnsweredCheck>, 'id' | 'title' | 'decisive'>;

const aCheck = (id: string, answer: Given | Error, given: Partial<Check> = {}): Check => ({
	id,
	title: `${id}?`,
	decisive: true,
	findOut: ({roleArn}) => [['look', ...(roleArn === null ? [] : [roleArn])]],
	async run() {
		if (answer instanceof Error) {
			throw answer;
		}

		return {outcome: 'ok', evidence: 'read', answer: 'Fine.', ...answer} as Answer;
	},
	...given,
});

const aRemedy = (id: string): Remedy => ({id, title: id, why: id, widens: null, changes: []});

const run = (...checks: Check[]) => diagnose(checks, aContext({}));

test('what AWS refuses becomes unknown: why, and the command for somebody else', async () => {
	const refused = new AccountError('access-denied', 'iam:GetRole', 'you may not.');
	const {checks, verdict} = await run(aCheck('a', refused), aCheck('b', {}));

	expect(checks[0]).toMatchObject({
		outcome: 'unknown',
		answer: 'Cannot check this: you may not.',
		findOut: [['look']],
	});
	expect(checks[1]?.outcome).toBe('ok');
	expect(verdict).toBe('no-verdict');
});

test('a check that fails by itself is unknown too, and never ok', async () => {
	const {checks, verdict} = await run(aCheck('a', new TypeError('no such thing')));
	expect(checks[0]?.answer).toContain('The check itself failed: no such thing');
	expect(verdict).toBe('no-verdict');
});

test('an unknown that a check answers itself gets its command, unless it names its own', async () => {
	const {checks} = await run(
		aCheck('bare', {outcome: 'unknown', details: ['Because.']}),
		aCheck('own', {outcome: 'unknown', findOut: [['kms', 'get-key-policy']]}),
		aCheck('fine', {details: ['Seen.']}),
	);
	expect(checks.map(({details, findOut}) => [details, findOut])).toEqual([
		[['Because.'], [['look']]],
		[[], [['kms', 'get-key-policy']]],
		[['Seen.'], []],
	]);
});

test('a command knows the role of the state machine, where that can be read', async () => {
	const {checks} = await diagnose([aCheck('a', {outcome: 'unknown'})], aContext(anAccount()));
	expect(checks[0]?.findOut).toEqual([['look', ordersRoleArn]]);
});

test.each([
	['healthy', [{}, {outcome: 'warning'}]],
	['problem', [{outcome: 'unknown'}, {outcome: 'problem'}]],
	['no-verdict', [{outcome: 'unknown'}, {notAFault: true}]],
	['not-a-fault', [{notAFault: true}, {}]],
	['no-verdict', []],
] as const)('%s', async (verdict, answers) => {
	const checks = answers.map((answer, index) => aCheck(`${index}`, answer));
	expect((await run(...checks)).verdict).toBe(verdict);
});

test('a check that is not decisive may stay unknown', async () => {
	const {verdict} = await run(
		aCheck('a', {outcome: 'unknown'}, {decisive: false}),
		aCheck('b', {}),
	);
	expect(verdict).toBe('healthy');
});

test('all start at once, each answer is told as it comes, and the order stays that of the flow', async () => {
	const told: string[] = [];
	let release = () => {};
	const gate = new Promise<void>(resolve => {
		release = resolve;
	});
	const slow = aCheck(
		'slow',
		{},
		{
			async run() {
				await gate;
				return {outcome: 'ok', evidence: 'read', answer: 'At last.'};
			},
		},
	);
	const fast = aCheck('fast', {});
	const {checks} = await diagnose([slow, fast], aContext({}), ({id}: AnsweredCheck) => {
		told.push(id);
		release();
	});

	expect(told).toEqual(['fast', 'slow']);
	expect(checks.map(({id}) => id)).toEqual(['slow', 'fast']);
});

test('checks that do not concern the subject are left out', async () => {
	const {checks} = await run(aCheck('a', {}, {appliesTo: () => false}), aCheck('b', {}));
	expect(checks.map(({id}) => id)).toEqual(['b']);
});

test('remedies are told once, and the narrowest are the first of each problem', async () => {
	const {checks, remedies} = await run(
		aCheck('a', {outcome: 'problem', remedies: [aRemedy('narrow'), aRemedy('wide')]}),
		aCheck('b', {outcome: 'problem', remedies: [aRemedy('narrow'), aRemedy('wide')]}),
		aCheck('c', {outcome: 'warning', remedies: [aRemedy('tidy')]}),
	);
	expect(remedies.map(({id}) => id)).toEqual(['narrow', 'wide', 'tidy']);
	expect(narrowestRemedies(checks).map(({id}) => id)).toEqual(['narrow']);
});
