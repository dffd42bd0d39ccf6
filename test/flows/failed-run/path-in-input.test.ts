import {describe, expect, test} from 'vitest';
import {check as pathInInput} from '../../../flows/failed-run/path-in-input.ts';
import {ask} from '../../support/ask.ts';
import {failedTask, historyOf, runtimeError, withFailure} from '../../support/failed-execution.ts';
import {aContext} from '../../support/samples.ts';

const notify = (path: string) => ({
	Type: 'Task',
	Resource: 'arn:aws:states:::sns:publish',
	Parameters: {TopicArn: 'arn:aws:sns:eu-west-1:123456789012:news', 'Message.$': path},
	End: true,
});

const missing = (path: string, input: unknown) =>
	runtimeError(
		'Notify',
		`The JSONPath '${path}' specified for the field 'Message.$' could not be found in the input '${JSON.stringify(input)}'`,
		input,
	);

const failure = (path: string, input: unknown) =>
	withFailure({states: {Notify: notify(path)}, events: missing(path, input)});

describe('an evident near-miss', () => {
	const account = failure('$.customer.customerId', {customer: {customerID: 'c-1'}, order: 4});

	test('is named, with the keys of each level', async () => {
		const {outcome, answer, details} = await ask(pathInInput, account);
		expect(outcome).toBe('problem');
		expect(answer).toBe(
			'State Notify uses $.customer.customerId in the field Message.$, and $.customer has no customerId; the most similar name is customerID.',
		);
		expect(details).toEqual(['$ has: customer, order', '$.customer has: customerID']);
	});

	test('is offered as a change of that one path', async () => {
		const {remedies} = await ask(pathInInput, account);
		const [change] = remedies?.[0]?.changes ?? [];
		expect(remedies?.map(({id}) => id)).toEqual(['correct-path']);
		expect(change?.after).toBe(change?.before?.replace('customerId', 'customerID'));
		expect(change).toMatchObject({kind: 'definition', revisionId: 'revision-1'});
	});
});

describe('nothing is offered', () => {
	test.each([
		['another number', '$.item1', {item2: 'x'}],
		['two that are as near', '$.customerId', {customerID: 1, customer_id: 2}],
		['nothing alike', '$.customerId', {total: 4}],
		['an empty input', '$.customerId', {}],
		['a dead end behind the near-miss', '$.custmer.id', {customer: {name: 'Ann'}}],
		['a name in brackets', "$['custmer']", {customer: 'Ann'}],
	])('%s', async (_, path, input) => {
		const {outcome, remedies, details} = await ask(pathInInput, failure(path, input));
		expect(outcome).toBe('problem');
		expect(remedies).toEqual([]);
		expect(details?.at(-1)).toContain('there is no automatic fix');
	});
});

test('where the same path stands in other states is told', async () => {
	const input = {customerID: 'c-1'};
	const account = withFailure({
		states: {Notify: notify('$.customerId'), Archive: notify('$.customerId')},
		events: missing('$.customerId', input),
	});
	expect((await ask(pathInInput, account)).details?.join()).toContain(
		'Archive uses $.customerId as well',
	);
});

test('a definition that no longer asks for it is in order', async () => {
	const account = withFailure({
		states: {Notify: notify('$.customerID')},
		ran: {Notify: notify('$.customerId')},
		events: missing('$.customerId', {customerID: 'c-1'}),
	});
	expect((await ask(pathInInput, account)).outcome).toBe('ok');
});

// The path of the error is gone: that alone proves nothing.
describe('a state that was changed since is evaluated with what failed', () => {
	const input = {order: {orderID: 7}, rows: [1], wait: 'x'};
	const was = {Notify: notify('$.order.orderId')};
	const now = (more: object) => ({Notify: {...notify('$.order.orderID'), ...more}});
	const parameters = (more: object) =>
		now({Parameters: {...notify('$.order.orderID').Parameters, ...more}});

	test.each<[string, Record<string, object>, string, string]>([
		['another missing path', {Notify: notify('$.order.nothere')}, 'problem', 'no nothere'],
		[
			'a second missing path',
			parameters({'Subject.$': '$.missing'}),
			'problem',
			'$ has no missing',
		],
		['a new name alone', {Tell: notify('$.order.orderId')}, 'problem', 'State Tell uses'],
		['a new name, corrected', {Tell: notify('$.order.orderID')}, 'ok', 'Tell was changed'],
		['a state that is gone', {Other: {Type: 'Pass', End: true}}, 'unknown', 'no state Notify'],
		['an expression', parameters({'S.$': 'States.MathAdd($.a, 1)'}), 'unknown', 'MathAdd'],
		[
			'a missing path in a function',
			parameters({'S.$': "States.Format('$.a', $.b)"}),
			'problem',
			'no b',
		],
		['a function', parameters({'S.$': "States.Format('{}', $.wait)"}), 'ok', 'Every path'],
		['the context object', parameters({'S.$': '$$.Execution.Name'}), 'ok', 'Every path'],
		['a filter', parameters({'S.$': '$.rows[?(@.a)]'}), 'unknown', '$.rows[?(@.a)]'],
		['an InputPath that finds nothing', now({InputPath: '$.none'}), 'problem', '$ has no none'],
		['an InputPath in front', now({InputPath: '$.order'}), 'problem', '$ has no order'],
		['a value of the wrong type', now({TimeoutSecondsPath: '$.wait'}), 'unknown', '$.wait'],
		['a new path of the result', now({ResultSelector: {'a.$': '$.b'}}), 'unknown', '$.b'],
		['a variable', parameters({'S.$': '$kept.a'}), 'unknown', '$kept.a'],
	])('%s', async (_, states, outcome, words) => {
		const account = withFailure({states, ran: was, events: missing('$.order.orderId', input)});
		const answered = await ask(pathInInput, account);
		expect([answered.outcome, answered.answer]).toEqual([outcome, expect.stringContaining(words)]);
	});
});

test('a Choice is looked at through the input of its visit', async () => {
	const account = withFailure({
		states: {
			Which: {
				Type: 'Choice',
				InputPath: '$.order',
				Choices: [{Variable: '$.methood', StringEquals: 'card', Next: 'Done'}],
			},
			Done: {Type: 'Succeed'},
		},
		events: runtimeError(
			'Which',
			"Invalid path '$.methood': The choice state's condition path references an invalid value.",
			{order: {method: 'card'}},
			'Choice',
		),
	});
	const {remedies} = await ask(pathInInput, account);
	expect(remedies?.[0]?.changes[0]?.after).toContain('"Variable": "$.method"');
});

test('what the task gave back counts for an OutputPath', async () => {
	const events = [
		...failedTask('Notify', 'x').slice(0, 4),
		{type: 'TaskSucceeded', details: {output: '{"Payload":1}'}},
		...runtimeError('Notify', "Invalid path '$.payload' : Missing property in path $['payload']", {
			payload: 'of the input',
		}).slice(2),
	];
	const account = withFailure({
		states: {Notify: {...notify('$.order'), OutputPath: '$.payload'}},
		events,
	});
	const {remedies} = await ask(pathInInput, account);
	expect(remedies?.[0]?.changes[0]?.after).toContain('"OutputPath": "$.Payload"');
});

test('JSONata: the expression is corrected as it is written', async () => {
	const account = withFailure({
		states: {
			Notify: {
				Type: 'Task',
				QueryLanguage: 'JSONata',
				Resource: 'arn:aws:states:::sns:publish',
				Arguments: {Message: '{% $states.input.customer.customerId %}'},
				End: true,
			},
		},
		events: runtimeError(
			'Notify',
			"The JSONata expression '$states.input.customer.customerId' specified for the field 'Arguments/Message' returned nothing (undefined).",
			{customer: {customerID: 'c-1'}},
		),
	});
	const {remedies} = await ask(pathInInput, account);
	expect(remedies?.[0]?.changes[0]?.after).toContain('{% $states.input.customer.customerID %}');
});

test('a failure of data that names no path is a problem without a mend', async () => {
	const account = withFailure({
		states: {Notify: notify('$')},
		events: runtimeError('Notify', 'Unable to apply Path transformation to null.', null),
	});
	const {outcome, remedies} = await ask(pathInInput, account);
	expect([outcome, remedies]).toEqual(['problem', []]);
});

test('an execution that failed of something else tells nothing of it', async () => {
	const account = withFailure({
		states: {Notify: notify('$')},
		events: failedTask('Notify', 'SNS.NotFound'),
	});
	expect((await ask(pathInInput, account)).outcome).toBe('unknown');
});

test('without a failed execution there is nothing to ask', async () => {
	const context = aContext({
		...failure('$.a', {}),
		reads: {
			executions: async () => [],
			historyPage: async () => ({events: historyOf(), next: null}),
		},
	});
	expect(await pathInInput.run(context)).toBe(null);
});

test('where the name stands at another level, that is told and not guessed at', async () => {
	const {details, remedies} = await ask(
		pathInInput,
		failure('$.customerId', {Payload: {list: [{customerId: 1}]}, statusCode: 200}),
	);
	expect(details).toContain('customerId exists at $.Payload.list[0].customerId.');
	expect(remedies).toEqual([]);
});
