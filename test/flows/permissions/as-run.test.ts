import {describe, expect, test} from 'vitest';
import {check as definitionPermissions} from '../../../flows/permissions/definition-permissions.ts';
import {ask} from '../../support/ask.ts';
import {accountRunning, allowing, statementsOf} from '../../support/permission-samples.ts';

const event = (id: number, type: string, details: object) =>
	({id, previousEventId: id - 1, type, timestamp: null, details}) as never;

/** An account whose newest execution made one call. */
const ran = (scheduled: object, status: 'FAILED' | 'SUCCEEDED' = 'FAILED') => {
	const execution = {
		arn: 'arn:aws:states:eu-west-1:123456789012:execution:orders:run-1',
		name: 'run-1',
		status,
		stateMachineArn: '',
	} as never;

	return {
		executions: async (_arn: string, wanted?: string) =>
			wanted === undefined || wanted === status ? [execution] : [],
		execution: async () => execution,
		resourcePolicy: async () => null,
		historyPage: async () => ({
			next: null,
			events: [
				event(3, status === 'FAILED' ? 'TaskFailed' : 'TaskSucceeded', {}),
				event(2, 'TaskScheduled', scheduled),
				event(1, 'TaskStateEntered', {name: 'Call'}),
			],
		}),
	};
};

const call = (resource: string, parameters: object, more: object = {}) => ({
	Call: {
		Type: 'Task',
		Resource: `arn:aws:states:::${resource}`,
		Parameters: parameters,
		End: true,
		...more,
	},
});

const read = call('aws-sdk:s3:getObject', {'Bucket.$': '$.b', 'Key.$': '$.k'});
const asRead = {
	resourceType: 'aws-sdk:s3',
	resource: 'getObject',
	parameters: '{"Bucket":"orders","Key":"today.json"}',
};
const table = call('aws-sdk:dynamodb:scan', {'TableName.$': '$.t'});
const asScanned = {
	resourceType: 'aws-sdk:dynamodb',
	resource: 'scan',
	parameters: '{"TableName":"orders"}',
};
const scanned = 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders';
const traces = [allowing('other', 'xray:PutTraceSegments', '*')];

const answerTo = (states: Record<string, object>, reads: object, policies = traces) =>
	ask(definitionPermissions, accountRunning({states, reads, policies}));

describe('a resource that only the run names', () => {
	test('is granted as the last failed execution called it, and on all of its type on demand', async () => {
		const answer = await answerTo(table, ran(asScanned));

		expect(answer.outcome).toBe('problem');
		expect(answer.remedies?.map(({widens}) => widens === null)).toEqual([true, false]);
		expect(statementsOf(answer.remedies?.slice(0, 1))).toMatchObject([
			{Action: ['dynamodb:Scan'], Resource: [scanned]},
		]);
		expect(statementsOf(answer.remedies?.slice(1))).toMatchObject([
			{Resource: ['arn:aws:dynamodb:eu-west-1:123456789012:table/*']},
		]);
	});

	test('is judged once it is granted, and other executions are said not to be', async () => {
		const answer = await answerTo(table, ran(asScanned), [
			allowing('own', 'dynamodb:Scan', scanned),
		]);

		expect(answer.outcome).toBe('warning');
		expect(answer.answer).toContain('what other executions call');
	});

	test('a bucket whose name is known by then is missing, since its policy could be read', async () => {
		const answer = await answerTo(read, ran(asRead));

		expect(answer.outcome).toBe('problem');
		expect(statementsOf(answer.remedies)).toMatchObject([
			{Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::orders/today.json']},
		]);
	});

	test('an execution that succeeded tells as much', async () => {
		const answer = await answerTo(read, ran(asRead, 'SUCCEEDED'), [
			allowing('own', 's3:GetObject', 'arn:aws:s3:::orders/*'),
		]);

		expect(answer.outcome).toBe('warning');
	});

	test('what an earlier definition called tells nothing', async () => {
		const answer = await answerTo(read, ran({...asRead, resource: 'headObject'}));

		expect(answer.outcome).toBe('unknown');
	});

	test('a role in Credentials', async () => {
		const role = 'arn:aws:iam::111122223333:role/exec';
		const states = call(
			'lambda:invoke',
			{FunctionName: 'f'},
			{Credentials: {'RoleArn.$': '$.role'}},
		);
		const answer = await answerTo(
			states,
			ran({
				resourceType: 'lambda',
				resource: 'invoke',
				parameters: '{"FunctionName":"f"}',
				taskCredentials: {roleArn: role},
			}),
		);

		expect(statementsOf(answer.remedies?.slice(0, 1))).toMatchObject([
			{Action: ['sts:AssumeRole'], Resource: [role]},
		]);
	});

	test('a passed role is granted by its name alone', async () => {
		const role = 'arn:aws:iam::123456789012:role/target';
		const states = call('aws-sdk:scheduler:createSchedule', {
			Name: 'n',
			Target: {Arn: 'arn:aws:sqs:eu-west-1:123456789012:q', 'RoleArn.$': '$.r'},
		});
		const answer = await answerTo(
			states,
			ran({
				resourceType: 'aws-sdk:scheduler',
				resource: 'createSchedule',
				parameters: JSON.stringify({
					Name: 'n',
					Target: {Arn: 'arn:aws:sqs:eu-west-1:123456789012:q', RoleArn: role},
				}),
			}),
			[allowing('own', 'scheduler:CreateSchedule', '*')],
		);

		expect(answer.remedies).toHaveLength(1);
		expect(statementsOf(answer.remedies)).toMatchObject([
			{Action: ['iam:PassRole'], Resource: [role]},
		]);
	});
});
