import {describe, expect, it} from 'vitest';
import {flows} from '../../flows/index.ts';
import {errorIn, withoutData} from '../../source/incident/quotations.ts';
import {understand} from '../../source/incident/understand.ts';

const timeout = '{"Error":"States.Timeout","Cause":"x"}';

describe('what a text quotes', () => {
	it.each([
		['the input of a state', `could not be found in the input '${timeout}'`],
		['the input of an execution', `"input": "{"last":${timeout}}"`],
		['the parameters of a call', `The Parameters '${timeout}' could not be used to start the Task`],
		['what is no JSON', `The field "body" is not valid JSON: '${timeout}'`],
		['the output of a state that survived', `"output": ${timeout}`],
		['the errors of a Retry', '"Retry": [{"ErrorEquals": ["States.Timeout"]}]'],
		['the errors of a Retry in YAML', 'Retry: - ErrorEquals: - States.Timeout - Lambda.Unknown'],
		['a definition', '"States": {"A": {"Type": "Fail", "Error": "States.Timeout"}}'],
		[
			'the literals of an expression',
			`The JSONata expression '$e = "States.Timeout"' specified for the field 'x' threw`,
		],
		['an input that was cut off', `could not be found in the input '{"a": "States.Timeout`],
	])('is data: %s', (_what, text) => {
		expect(withoutData(text)).toHaveLength(text.length);
		expect(withoutData(text)).not.toContain('States.Timeout');
	});

	it.each(['{"error":"States.Timeout","cause":"input"}', 'error in {"Error":"States.Timeout"}'])(
		'is not the error itself: %s',
		text => {
			expect(withoutData(text)).toBe(text);
		},
	);

	it('tells the error where there is nothing else', () => {
		const survived = `"type": "TaskStateExited", "output": ${timeout}`;
		expect(errorIn(survived)).toContain('States.Timeout');
		expect(errorIn(`States.Runtime, "output": ${timeout}`)).not.toContain('States.Timeout');
	});

	it('does not decide', () => {
		const text = `States.Runtime: The JSONPath '$.id' specified for the field 'id.$' could not be found in the input '{"failure":{"Error":"Lambda.Unknown","Cause":"Task timed out after 3.00 seconds","arn":"arn:aws:states:eu-west-1:123456789012:execution:a:b"}}'`;
		const {matches, facts} = understand(text, flows);
		expect(matches.map(({flow}) => flow)).toEqual(['data-path-error']);
		expect(facts).toMatchObject({errorName: 'States.Runtime', executionArn: null});
	});
});

describe('what a called HTTP endpoint answered', () => {
	const denial =
		'User: arn:aws:sts::123456789012:assumed-role/backend/i-0abc is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::b/k';

	it.each([
		['as text', denial],
		['as an object', {message: denial}],
		['as a list', [{detail: denial}]],
	])('is no denial of the state machine: %s', (_how, body) => {
		const cause = JSON.stringify({StatusCode: 500, ResponseBody: body});
		const text = JSON.stringify({error: 'States.Http.StatusCode.500', cause});
		const {matches, facts} = understand(text, flows);

		expect(matches[0]?.flow).toBe('task-failed');
		expect(facts).toMatchObject({action: null, principal: null});
	});

	it('leaves the denial of the task itself to be read', () => {
		const text =
			'States.TaskFailed: User: arn:aws:sts::123456789012:assumed-role/orders/abcdefghijklmnopqrstuvwxyzABCDEF is not authorized to perform: states:InvokeHTTPEndpoint on resource: arn:aws:states:eu-west-1:123456789012:stateMachine:orders';
		expect(understand(text, flows).facts.action).toBe('states:InvokeHTTPEndpoint');
	});
});

describe('the role of the state machine at hand', () => {
	const roleArn = 'arn:aws:iam::123456789012:role/service-role/orders';
	const refused = (principal: string) =>
		`User: ${principal} is not authorized to perform: sqs:SendMessage on resource: *`;

	it.each([
		['a human session', 'arn:aws:sts::123456789012:assumed-role/orders/jo', 'action-denied'],
		['a redacted session', 'arn:aws:sts::123456789012:assumed-role/orders/...', 'action-denied'],
		['a redacted account', 'arn:aws:sts::XXXX:assumed-role/orders/jo', 'action-denied'],
		['another role', 'arn:aws:sts::123456789012:assumed-role/web/jo', undefined],
		['another account', 'arn:aws:sts::111122223333:assumed-role/orders/jo', undefined],
	])('is recognized by its ARN: %s', (_what, principal, flow) => {
		expect(understand(refused(principal), flows, {roleArn}).matches[0]?.flow).toBe(flow);
	});
});
