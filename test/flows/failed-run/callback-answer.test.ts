import {expect, test} from 'vitest';
import {check as callbackAnswer} from '../../../flows/failed-run/callback-answer.ts';
import {check as progress} from '../../../flows/failed-run/execution-progress.ts';
import {ask} from '../../support/ask.ts';
import {executionArn, withFailure} from '../../support/failed-execution.ts';
import type {FakeAccount} from '../../support/fake-reads.ts';
import {allowing, aTaskRole} from '../../support/permission-samples.ts';
import {aSubject, noon, ordersArn} from '../../support/samples.ts';

const functionArn = 'arn:aws:lambda:eu-west-1:123456789012:function:approve';
const hours = (many: number) => many * 3600;

const waiting = (resource: string, parameters: object, output = {}, account: FakeAccount = {}) => {
	const [service = '', call = ''] = resource.split(':');

	return withFailure({
		states: {
			Approve: {
				Type: 'Task',
				Resource: `arn:aws:states:::${resource}`,
				Parameters: parameters,
				End: true,
			},
		},
		execution: {status: 'RUNNING', stoppedAt: null, startedAt: new Date(noon - 1000 * hours(72))},
		events: [
			{type: 'ExecutionStarted', at: -hours(72)},
			{type: 'TaskStateEntered', details: {name: 'Approve'}, previous: 0, at: -hours(72)},
			{
				type: 'TaskScheduled',
				details: {
					resourceType: service,
					resource: call,
					parameters: JSON.stringify({...parameters, Token: 'AQCsecret'}),
				},
				at: -hours(72),
			},
			{type: 'TaskStarted', at: -hours(72)},
			{
				type: 'TaskSubmitted',
				details: {resourceType: service, resource: call, output: JSON.stringify(output)},
				at: -hours(72),
			},
		],
		account,
	});
};

const subject = aSubject({executionArn});
const withRole = (...actions: string[]): FakeAccount => ({
	roles: [aTaskRole('approve-role', 'lambda.amazonaws.com')],
	rolePolicies: {
		'approve-role': actions.map(action => allowing(action.slice(7), action, ordersArn)),
	},
	functionRoles: {[functionArn]: 'arn:aws:iam::123456789012:role/approve-role'},
});
const call = 'lambda:invoke.waitForTaskToken';

test('a function whose role cannot return the token is a problem', async () => {
	const account = waiting(call, {FunctionName: 'approve'}, {}, withRole('states:SendTaskSuccess'));
	expect(await ask(callbackAnswer, account, subject)).toMatchObject({
		outcome: 'problem',
		answer:
			'The function approve runs as role approve-role, which does not allow states:SendTaskFailure, so it cannot return the token.',
	});
});

test('a function whose role can return the token is none', async () => {
	const role = withRole('states:SendTaskSuccess', 'states:SendTaskFailure');
	const account = waiting(call, {FunctionName: functionArn}, {}, role);
	expect(await ask(callbackAnswer, account, subject)).toMatchObject({outcome: 'ok'});
});

test('where the configuration of the function cannot be read, the role is unknown, with the command', async () => {
	const account = waiting(call, {FunctionName: 'approve'}, {}, {denied: ['functionRole']});
	expect(await ask(callbackAnswer, account, subject)).toMatchObject({
		outcome: 'unknown',
		findOut: [
			['lambda', 'get-function-configuration', '--function-name', functionArn, '--query', 'Role'],
		],
	});
});

test('who reads a queue is unknown, with the command that shows it', async () => {
	const QueueUrl = 'https://sqs.eu-west-1.amazonaws.com/123456789012/approvals';
	const account = waiting('sqs:sendMessage.waitForTaskToken', {QueueUrl});
	expect(await ask(callbackAnswer, account, subject)).toMatchObject({
		outcome: 'unknown',
		findOut: [
			[
				'lambda',
				'list-event-source-mappings',
				'--event-source-arn',
				'arn:aws:sqs:eu-west-1:123456789012:approvals',
			],
		],
	});
});

test.each([
	[
		'glue:startJobRun.sync',
		{JobName: 'nightly'},
		{JobRunId: 'jr_1'},
		'aws glue get-job-run --job-name nightly --run-id jr_1',
	],
	['batch:submitJob.sync', {}, {JobId: 'b-1'}, 'aws batch describe-jobs --jobs b-1'],
	[
		'elasticmapreduce:addStep.sync',
		{ClusterId: 'j-1'},
		{StepId: 's-1'},
		'aws emr describe-step --cluster-id j-1 --step-id s-1',
	],
	[
		'sagemaker:createTrainingJob.sync',
		{},
		{TrainingJobArn: 'arn:aws:sagemaker:eu-west-1:123456789012:training-job/fit'},
		'aws sagemaker describe-training-job --training-job-name fit',
	],
])(
	'the job of %s is looked at with its own command',
	async (resource, parameters, output, command) => {
		const {outcome, details} = await ask(progress, waiting(resource, parameters, output), subject);
		expect(outcome).toBe('problem');
		expect(details.join('\n')).toContain(command);
		expect(details.join('\n')).not.toContain('AQCsecret');
	},
);
