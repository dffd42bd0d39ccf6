import {describe, expect, test} from 'vitest';
import {check as timeoutUsed} from '../../../flows/failed-run/timeout-used.ts';
import {ask} from '../../support/ask.ts';
import {type Failed, failedTask, type Told, withFailure} from '../../support/failed-execution.ts';

const build = (more: object = {}) => ({
	Type: 'Task',
	Resource: 'arn:aws:states:::lambda:invoke',
	End: true,
	...more,
});

/** A task that was given up 10 seconds after it was scheduled. */
const timedOut = (limits: Record<string, unknown>, error = 'States.Timeout'): Told[] => [
	{type: 'ExecutionStarted'},
	{type: 'TaskStateEntered', details: {name: 'Build', input: '{}'}, previous: 0},
	{type: 'TaskScheduled', details: limits, at: 0},
	{type: 'TaskTimedOut', details: {error}, at: 10},
	{type: 'ExecutionFailed', details: {error}, at: 10},
];

const failure = (more: object, given: Partial<Failed> = {}) =>
	withFailure({
		states: {Build: build(more)},
		events: timedOut({timeoutInSeconds: 10}),
		...given,
	});

describe('the TimeoutSeconds of a state', () => {
	test('stands beside the time used, and may be raised to a stated value', async () => {
		const {outcome, answer, remedies} = await ask(timeoutUsed, failure({TimeoutSeconds: 10}));
		const [change] = remedies?.[0]?.changes ?? [];
		expect(outcome).toBe('problem');
		expect(answer).toBe('Build reached its TimeoutSeconds of 10 s (10 s used).');
		expect(remedies?.[0]).toMatchObject({
			id: 'raise-timeout',
			title: 'Raise TimeoutSeconds of Build from 10 to 20',
		});
		expect(change?.after).toBe(
			change?.before?.replace('"TimeoutSeconds": 10', '"TimeoutSeconds": 20'),
		);
	});

	// How long the work takes is not known: only an execution proves that a larger limit is enough.
	test('that was raised since leaves it open, and one taken away is in order', async () => {
		const ran = {Build: build({TimeoutSeconds: 10})};
		expect((await ask(timeoutUsed, failure({TimeoutSeconds: 20}, {ran}))).outcome).toBe('unknown');
		expect((await ask(timeoutUsed, failure({}, {ran}))).outcome).toBe('ok');
	});

	// One second more proves nothing, nor does a limit that is computed now.
	test.each([{TimeoutSeconds: 11}, {TimeoutSecondsPath: '$.limit'}])(
		'that is another one since, %o, leaves it open',
		async more => {
			const ran = {Build: build({TimeoutSeconds: 10})};
			const {outcome, answer} = await ask(timeoutUsed, failure(more, {ran}));
			expect([outcome, answer]).toEqual(['unknown', expect.stringContaining('it is now')]);
		},
	);

	test('of a state that is gone leaves it open, and one with a new name is found', async () => {
		const ran = {Build: build({TimeoutSeconds: 10})};
		const gone = {states: {Other: {Type: 'Pass', End: true}}, ran};
		const renamed = {states: {Make: build({TimeoutSeconds: 10})}, ran};
		expect((await ask(timeoutUsed, failure({}, gone))).outcome).toBe('unknown');
		expect((await ask(timeoutUsed, failure({}, renamed))).outcome).toBe('problem');
	});

	test('that was lowered since is raised from where it stands', async () => {
		const ran = {Build: build({TimeoutSeconds: 10})};
		const {answer, remedies} = await ask(timeoutUsed, failure({TimeoutSeconds: 5}, {ran}));
		expect(answer).toBe('Build reached its TimeoutSeconds of 10 s (10 s used); it is now 5 s.');
		expect(remedies?.[0]?.title).toBe('Raise TimeoutSeconds of Build from 5 to 20');
		expect(remedies?.[0]?.changes[0]?.after).toContain('"TimeoutSeconds": 20');
	});

	test('that is computed is left to where it comes from', async () => {
		const {outcome, remedies, details} = await ask(
			timeoutUsed,
			failure({TimeoutSecondsPath: '$.limit'}),
		);
		expect([outcome, remedies]).toEqual(['problem', []]);
		expect(details?.join()).toContain('computed ($.limit)');
	});

	test('is told beside that of the whole execution', async () => {
		const {details} = await ask(
			timeoutUsed,
			failure({TimeoutSeconds: 10}, {rest: {TimeoutSeconds: 15}}),
		);
		expect(details?.join()).toContain('The whole execution has 15 s');
	});
});

test('the TimeoutSeconds of the whole execution', async () => {
	const account = failure(
		{},
		{
			rest: {TimeoutSeconds: 60},
			execution: {status: 'TIMED_OUT', error: 'States.Timeout'},
			events: [
				...timedOut({}).slice(0, 3),
				{type: 'ExecutionTimedOut', details: {error: 'States.Timeout'}, at: 60},
			],
		},
	);
	const {answer, remedies} = await ask(timeoutUsed, account);
	const [change] = remedies?.[0]?.changes ?? [];
	expect(answer).toBe(
		'The execution reached TimeoutSeconds of the state machine, 60 s (1 min 0 s used), in state Build.',
	);
	expect(JSON.parse(change?.after ?? '')).toMatchObject({TimeoutSeconds: 120});
});

test.each([
	[61, 'unknown', 'it is now 61 s'],
	[
		10,
		'problem',
		'The execution reached TimeoutSeconds of the state machine, 60 s (1 min 0 s used), in state Build; it is now 10 s.',
	],
	[120, 'unknown', 'it is now 120 s'],
])(
	'a TimeoutSeconds of the whole execution that is now %i',
	async (TimeoutSeconds, outcome, words) => {
		const account = failure(
			{},
			{
				rest: {TimeoutSeconds},
				execution: {status: 'TIMED_OUT', error: 'States.Timeout'},
				events: [
					...timedOut({}).slice(0, 3),
					{type: 'ExecutionTimedOut', details: {error: 'States.Timeout'}, at: 60},
				],
			},
		);
		const answered = await ask(timeoutUsed, account);
		expect([answered.outcome, answered.answer]).toEqual([outcome, expect.stringContaining(words)]);
	},
);

test('a missed heartbeat has no remedy: longer waiting does not raise the dead', async () => {
	const {outcome, answer, remedies} = await ask(
		timeoutUsed,
		failure(
			{TimeoutSeconds: 600, HeartbeatSeconds: 10},
			{events: timedOut({timeoutInSeconds: 600, heartbeatInSeconds: 10})},
		),
	);
	expect([outcome, remedies]).toEqual(['problem', []]);
	expect(answer).toContain('HeartbeatSeconds, 10 s');
});

test("a function's own limit is told as the function's, with the command for it", async () => {
	const cause = JSON.stringify({
		errorType: 'Sandbox.Timedout',
		errorMessage: 'RequestId: 1 Error: Task timed out after 3.00 seconds',
	});
	const {answer, details, remedies, requests} = await ask(
		timeoutUsed,
		failure(
			{TimeoutSeconds: 60},
			{
				events: failedTask('Build', 'Sandbox.Timedout', {
					cause,
					parameters: {FunctionName: 'build-index'},
				}),
			},
		),
	);
	expect(answer).toContain("The Lambda function's own timeout of 3 s ended it");
	const command = ['lambda', 'update-function-configuration', '--function-name', 'build-index'];
	expect(details?.[1]).toContain(`aws ${command.join(' ')} --timeout 6`);
	expect(requests).toMatchObject([{commands: [[...command, '--timeout', '6']]}]);
	expect(remedies).toEqual([]);
});

test('an execution that failed of something else tells nothing of it', async () => {
	const account = failure({}, {events: failedTask('Build', 'NoDisk')});
	expect((await ask(timeoutUsed, account)).outcome).toBe('unknown');
});

test('an execution that timed out without TimeoutSeconds then and now is explained by nothing', async () => {
	const account = failure(
		{},
		{
			execution: {status: 'TIMED_OUT', error: 'States.Timeout'},
			events: [
				...timedOut({}).slice(0, 3),
				{type: 'ExecutionTimedOut', details: {error: 'States.Timeout'}, at: 5},
			],
		},
	);
	const {outcome, answer} = await ask(timeoutUsed, account);
	expect([outcome, answer]).toEqual(['unknown', expect.stringContaining('sets TimeoutSeconds')]);
});
