import {expect, test} from 'vitest';
import {check as referencedResources} from '../../../flows/failed-run/referenced-resources.ts';
import {AccountError} from '../../../source/account/account-error.ts';
import {ask} from '../../support/ask.ts';
import {failedTask, withFailure} from '../../support/failed-execution.ts';
import {ordersArn} from '../../support/samples.ts';

const start = (arn: string) => ({
	Type: 'Task',
	Resource: 'arn:aws:states:::states:startExecution',
	Parameters: {StateMachineArn: arn},
	End: true,
});
const invoke = {
	Type: 'Task',
	Resource: 'arn:aws:states:::lambda:invoke',
	Parameters: {FunctionName: 'check'},
	End: true,
};

test('what is not there is named, with the nearest that is', async () => {
	const {outcome, answer} = await ask(
		referencedResources,
		withFailure({
			states: {Start: start(ordersArn.replace('orders', 'odrers'))},
			events: failedTask('Start', 'StepFunctions.StateMachineDoesNotExistException'),
		}),
	);
	expect(outcome).toBe('problem');
	expect(answer).toContain('does not exist. The most similar existing name is orders.');
});

test('what is there is in order by now', async () => {
	const {outcome} = await ask(
		referencedResources,
		withFailure({
			states: {Start: start(ordersArn), Check: invoke},
			events: failedTask('Start', 'StepFunctions.StateMachineDoesNotExistException', {
				cause: `State Machine Does Not Exist: '${ordersArn}' (Service: AWSStepFunctions)`,
			}),
		}),
	);
	expect(outcome).toBe('ok');
});

// What exists says nothing of the cluster, the secret or the state that is gone.
test.each<[string, object, string]>([
	['ecs:runTask', {TaskDefinition: 'renderer:7'}, 'ECS.ClusterNotFoundException'],
	[
		'aws-sdk:secretsmanager:getSecretValue',
		{SecretId: 'key'},
		'SecretsManager.ResourceNotFoundException',
	],
])('%s: a resource that is not read stays unknown', async (resource, Parameters, error) => {
	const state = {Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters, End: true};
	const events = failedTask('Run', error, {cause: 'Not found.'});
	const account = {reads: {taskDefinition: () => Promise.resolve({} as never)}};
	const same = withFailure({states: {Run: state}, events, account});
	const gone = withFailure({states: {Done: {Type: 'Succeed'}}, ran: {Run: state}, events, account});
	expect((await ask(referencedResources, same)).outcome).toBe('unknown');
	expect((await ask(referencedResources, gone)).outcome).toBe('unknown');
});

test('what cannot be read here is unknown, with the command that tells', async () => {
	const {outcome, details} = await ask(
		referencedResources,
		withFailure({
			states: {Check: invoke, Start: start(ordersArn)},
			events: failedTask('Check', 'Lambda.ResourceNotFoundException'),
		}),
	);
	expect(outcome).toBe('unknown');
	expect(details).toEqual([
		'Check: function check is not read by sfn-fix.',
		'Find out with: aws lambda get-function --function-name check --region eu-west-1',
	]);
});

test('another region than that of the state machine is pointed out', async () => {
	const {details} = await ask(
		referencedResources,
		withFailure({
			states: {Start: start(ordersArn.replace('eu-west-1', 'eu-west-2'))},
			events: failedTask('Start', 'StepFunctions.StateMachineDoesNotExistException'),
		}),
	);
	expect(details?.[0]).toContain('It is in eu-west-2, not in eu-west-1.');
});

test('without a failed execution all states are looked at, and a refused read is unknown', async () => {
	const {outcome, details} = await ask(
		referencedResources,
		withFailure({
			states: {
				Start: start(ordersArn),
				Render: {
					Type: 'Task',
					Resource: 'arn:aws:states:::ecs:runTask',
					Parameters: {TaskDefinition: 'renderer:7'},
					End: true,
				},
			},
			events: [],
			account: {
				reads: {
					executions: async () => [],
					taskDefinition: () =>
						Promise.reject(new AccountError('access-denied', 'ecs:Describe', 'not authorized.')),
				},
			},
		}),
	);
	expect(outcome).toBe('unknown');
	expect(details).toEqual([
		`Start: state machine ${ordersArn} exists.`,
		'Render: task definition renderer:7 could not be read: not authorized.',
		'Find out with: aws ecs describe-task-definition --task-definition renderer:7 --region eu-west-1',
	]);
});
