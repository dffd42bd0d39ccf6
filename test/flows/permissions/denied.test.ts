import {describe, expect, test} from 'vitest';
import {check as assumedRoles} from '../../../flows/permissions/assumed-roles.ts';
import {check as deniedAction} from '../../../flows/permissions/denied-action.ts';
import {check as deniedCaller} from '../../../flows/permissions/denied-caller.ts';
import {check as deniedRole} from '../../../flows/permissions/denied-role.ts';
import {check as failedStatePermissions} from '../../../flows/permissions/failed-state-permissions.ts';
import {check as furtherPermissions} from '../../../flows/permissions/further-permissions.ts';
import {check as keyPolicy} from '../../../flows/permissions/key-policy.ts';
import {check as kmsPermission} from '../../../flows/permissions/kms-permission.ts';
import {check as managedRules} from '../../../flows/permissions/managed-rules.ts';
import {check as policyTypeOfDeny} from '../../../flows/permissions/policy-type-of-deny.ts';
import {check as policyTypeOutsideRole} from '../../../flows/permissions/policy-type-outside-role.ts';
import type {Check} from '../../../source/diagnosis/check.ts';
import {type Facts, noFacts} from '../../../source/incident/facts.ts';
import {answered, ask} from '../../support/ask.ts';
import {executionArn, failedTask, withFailure} from '../../support/failed-execution.ts';
import {
	accountRunning,
	allowing,
	aTaskRole,
	roleArn,
	statementsOf,
} from '../../support/permission-samples.ts';
import {aRole, aStateMachine, aSubject, notCreatedYet, ordersArn} from '../../support/samples.ts';

const session = (role: string, account = '123456789012') =>
	`arn:aws:sts::${account}:assumed-role/${role}/AbCdEfGhIjKlMnOpQrStUvWxYzAbCdEf`;

const told = (facts: Partial<Facts>) => aSubject({facts: {...noFacts, ...facts}});

const task = (resource: string, Parameters: object, more: object = {}): object => ({
	Type: 'Task',
	Resource: `arn:aws:states:::${resource}`,
	Parameters,
	End: true,
	...more,
});

const functionArn = 'arn:aws:lambda:eu-west-1:123456789012:function:charge';
const charge = task('lambda:invoke', {FunctionName: 'charge'});
const topicArn = 'arn:aws:sns:eu-west-1:123456789012:orders';
const states = {Charge: charge, Tell: task('sns:publish', {TopicArn: topicArn})};

describe('whose role was refused', () => {
	const account = accountRunning({states});

	test.each([
		['a session of its own role', session('orders-role'), 'ok'],
		['its own role', roleArn('orders-role'), 'ok'],
		['a role whose name only begins alike', session('orders-role-2'), 'problem'],
		['a role of that name in another account', session('orders-role', '111122223333'), 'problem'],
		['a user', 'arn:aws:iam::123456789012:user/ana', 'problem'],
		['a blackened one', 'arn:aws:sts::XXXXXXXXXXXX:assumed-role/XXXX/XXXX', 'warning'],
		['its own, with the account hidden', 'arn:aws:sts::<account>:assumed-role/orders-role/x', 'ok'],
		['another, with the account hidden', 'arn:aws:sts::<account>:assumed-role/ship/x', 'problem'],
	])('%s', async (_who, principal, outcome) => {
		const answer = await ask(deniedRole, account, told({principal}));
		expect(answer.outcome).toBe(outcome);
	});

	test('the role that a state takes on with Credentials is told by that state', async () => {
		const across = task(
			'lambda:invoke',
			{FunctionName: 'charge'},
			{
				Credentials: {RoleArn: roleArn('billing')},
			},
		);
		const answer = await ask(
			deniedRole,
			accountRunning({states: {Bill: across}}),
			told({principal: session('billing')}),
		);
		expect(answer.answer).toContain('Bill');
		expect(answer.requests).toHaveLength(1);
	});
});

describe('what was refused', () => {
	const refused = told({
		principal: session('orders-role'),
		action: 'lambda:InvokeFunction',
		resource: `${functionArn}:$LATEST`,
	});

	test('the function, and nothing that other states need', async () => {
		const answer = await ask(deniedAction, accountRunning({states}), refused);
		expect(statementsOf(answer.remedies)).toEqual([
			{
				Effect: 'Allow',
				Action: ['lambda:InvokeFunction'],
				Resource: [`${functionArn}:$LATEST`, functionArn],
			},
		]);
	});

	test('what the other states lack is told, as a warning', async () => {
		const answer = await ask(furtherPermissions, accountRunning({states}), refused);
		expect(answer.outcome).toBe('warning');
		expect(statementsOf(answer.remedies).flatMap(({Action}) => Action)).toEqual(['sns:Publish']);
	});

	test('a function that is computed is granted as the text names it', async () => {
		const computed = {Charge: task('lambda:invoke', {'FunctionName.$': '$.f'})};
		const answer = await ask(deniedAction, accountRunning({states: computed}), refused);
		expect(statementsOf(answer.remedies)[0]?.Resource).toEqual([`${functionArn}:$LATEST`]);
	});

	test('waiting for a nested execution: it is started; its rule is a fix that is separate', async () => {
		const nested = {
			Sync: task('states:startExecution.sync:2', {
				StateMachineArn: 'arn:aws:states:eu-west-1:123456789012:stateMachine:child',
			}),
		};
		const denied = told({
			principal: session('orders-role'),
			action: 'states:StartExecution',
			resource: 'arn:aws:states:eu-west-1:123456789012:stateMachine:child',
		});
		const granted = async (check: Check) => {
			const answer = await ask(check, accountRunning({states: nested}), denied);
			return statementsOf(answer.remedies?.slice(0, 1)).flatMap(({Action = [], Resource = []}) =>
				Action.map(action => `${action} ${Resource.join()}`),
			);
		};

		expect(await granted(deniedAction)).toEqual([
			'states:StartExecution arn:aws:states:eu-west-1:123456789012:stateMachine:child',
		]);
		expect(await granted(failedStatePermissions)).toEqual(
			['PutTargets', 'PutRule', 'DescribeRule'].map(
				action =>
					`events:${action} arn:aws:events:eu-west-1:123456789012:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule`,
			),
		);
	});

	test('a table that a query reads is granted as the error names it, and nothing else', async () => {
		const query = {
			Query: task('athena:startQueryExecution', {
				QueryString: 'select * from orders',
				WorkGroup: 'w',
			}),
		};
		const table = 'arn:aws:glue:eu-west-1:123456789012:table/shop/orders';
		const answer = await ask(
			deniedAction,
			accountRunning({states: query}),
			told({principal: session('orders-role'), action: 'glue:GetTable', resource: table}),
		);

		expect(statementsOf(answer.remedies?.slice(0, 1))).toMatchObject([
			{Action: ['glue:GetTable'], Resource: [table]},
		]);
	});

	test.each([
		['no resource', {action: 's3:GetObject', resource: null}],
		['everything', {action: 's3:GetObject', resource: '*'}],
		['no action', {action: null, resource: functionArn}],
		['something that is no action', {action: 'many things', resource: functionArn}],
		['a name without its ARN', {action: 's3:GetObject', resource: 'orders-bucket'}],
		[
			'a blackened resource',
			{action: 'sqs:SendMessage', resource: 'arn:aws:sqs:eu-west-1:<account>:orders'},
		],
		[
			'a resource crossed out',
			{action: 'sqs:SendMessage', resource: 'arn:aws:sqs:eu-west-1:XXXXXXXXXXXX:orders'},
		],
		[
			'what somebody else was refused',
			{
				principal: session('someone'),
				action: 'sqs:SendMessage',
				resource: 'arn:aws:sqs:eu-west-1:123456789012:orders',
			},
		],
	])('%s is never guessed', async (_what, facts) => {
		const done = {Done: {Type: 'Succeed'}};
		const answer = await answered(
			deniedAction,
			accountRunning({states: done}),
			told({principal: session('orders-role'), ...facts}),
		);
		expect(answer).toMatchObject({outcome: 'unknown', remedies: []});
	});

	test('an action without a resource level is granted on *', async () => {
		const answer = await ask(
			deniedAction,
			accountRunning({states: {Done: {Type: 'Succeed'}}}),
			told({principal: session('orders-role'), action: 'xray:PutTraceSegments', resource: null}),
		);
		expect(statementsOf(answer.remedies)[0]?.Resource).toEqual(['*']);
		expect(answer.remedies?.[0]?.widens).toContain('xray:PutTraceSegments');
	});
});

describe('the managed rule', () => {
	test('is named, with the three actions that the message hides', async () => {
		const batch = {
			Load: task('batch:submitJob.sync', {JobName: 'a', JobQueue: 'q', JobDefinition: 'd'}),
		};
		const policies = [
			allowing('batch', ['batch:SubmitJob', 'batch:DescribeJobs', 'batch:TerminateJob'], '*'),
		];
		const answer = await ask(managedRules, accountRunning({states: batch, policies}));

		expect(statementsOf(answer.remedies)).toEqual([
			{
				Effect: 'Allow',
				Action: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
				Resource: [
					'arn:aws:events:eu-west-1:123456789012:rule/StepFunctionsGetEventsForBatchJobsRule',
				],
			},
		]);
	});

	test('is not guessed while there is no state machine', async () => {
		const answer = await answered(
			managedRules,
			accountRunning({states}),
			notCreatedYet({roleArn: roleArn('orders-role')}),
		);
		expect(answer).toMatchObject({outcome: 'unknown', remedies: []});
	});
});

describe('a caller', () => {
	const action = 'states:StartExecution';
	const starts = {action, resource: ordersArn};
	const deployer = aTaskRole('deployer');
	const account = {...accountRunning({states}), rolePolicies: {deployer: []}};
	const withDeployer = {...account, roles: [...(account.roles ?? []), deployer]};

	test('who is a user gets a ready request', async () => {
		const answer = await ask(
			deniedCaller,
			withDeployer,
			told({principal: 'arn:aws:iam::123456789012:user/ana', ...starts}),
		);
		expect(answer).toMatchObject({outcome: 'problem', evidence: 'reported'});
		expect(answer.remedies ?? []).toEqual([]);
		expect(answer.requests?.[0]).toMatchObject({
			to: expect.stringContaining('user/ana'),
			text: expect.stringContaining(ordersArn),
		});
	});

	test('who is another role is never edited', async () => {
		const answer = await ask(
			deniedCaller,
			withDeployer,
			told({principal: session('deployer'), ...starts}),
		);
		expect(answer).toMatchObject({outcome: 'problem', remedies: []});
		expect(answer.requests).toHaveLength(1);
	});

	test('who is the role that --role names is offered the permission', async () => {
		const answer = await ask(deniedCaller, withDeployer, {
			...told({principal: session('deployer'), ...starts}),
			roleArn: roleArn('deployer'),
		});
		expect(statementsOf(answer.remedies)).toEqual([
			{Effect: 'Allow', Action: [action], Resource: [ordersArn]},
		]);
	});

	test('who may do it by now is told to try again', async () => {
		const policies = {deployer: [allowing('start', action, ordersArn)]};
		const answer = await ask(
			deniedCaller,
			{...withDeployer, rolePolicies: policies},
			told({principal: session('deployer'), ...starts}),
		);
		expect(answer.outcome).toBe('ok');
	});

	test('who deploys needs to pass the state machine role, to Step Functions alone', async () => {
		const answer = await ask(
			deniedCaller,
			withDeployer,
			told({
				principal: 'arn:aws:iam::123456789012:user/ana',
				action: 'iam:PassRole',
				resource: roleArn('orders-role'),
			}),
		);
		expect(answer.requests?.[0]?.text).toContain('states.amazonaws.com');
	});

	test('a worker that answers a task needs all three answers', async () => {
		const answer = await ask(
			deniedCaller,
			withDeployer,
			told({
				principal: session('worker', '111122223333'),
				action: 'states:SendTaskSuccess',
				resource: ordersArn,
			}),
		);
		expect(answer.requests?.[0]?.text).toContain('states:SendTaskHeartbeat');
	});
});

describe('an explicit deny', () => {
	const denied = (policyType: string | null, more: Partial<Facts> = {}) =>
		told({
			principal: session('orders-role'),
			action: 'lambda:InvokeFunction',
			resource: functionArn,
			denial: {kind: 'explicit', policyType, policyArn: null},
			...more,
		});

	test.each([
		['service control policy', 'administrators of the organization'],
		['resource control policy', 'administrators of the organization'],
		['permissions boundary', 'permissions boundary'],
		['session policy', 'session'],
		['VPC endpoint policy', 'network'],
		['resource-based policy', 'resource'],
		[null, 'IAM administrators'],
	])('in a %s is asked of who %s', async (policyType, owner) => {
		const answer = await ask(policyTypeOfDeny, accountRunning({states}), denied(policyType));

		expect(answer.outcome).toBe('problem');
		expect(answer.remedies ?? []).toEqual([]);
		expect(answer.requests?.[0]?.to).toContain(owner);
	});

	test('names policy and statement where the role’s own policies hold it', async () => {
		const policies = [
			allowing('freeze', 'lambda:*', '*', {Effect: 'Deny', Sid: 'Freeze'}),
			allowing('all', '*', '*'),
		];
		const answer = await ask(
			policyTypeOfDeny,
			accountRunning({states, policies}),
			denied('identity-based policy'),
		);
		expect(answer).toMatchObject({outcome: 'problem', evidence: 'evaluated'});
		expect(answer.answer).toContain('statement Freeze');
	});

	test('uses the policy’s ARN and the authorization id', async () => {
		const policyArn = 'arn:aws:organizations::111122223333:policy/o-ex/service_control_policy/p-ex';
		const answer = await ask(
			policyTypeOfDeny,
			accountRunning({states}),
			denied('service control policy', {
				denial: {kind: 'explicit', policyType: 'service control policy', policyArn},
				// AWS keeps evaluations of calls that somebody makes, not of those of a service.
				principal: 'arn:aws:sts::123456789012:assumed-role/orders-role/jo',
				authorizationId: '1a2b3c',
			}),
		);
		expect(answer.requests?.[0]?.text).toContain(policyArn);
		expect(answer.details?.join(' ')).toContain(
			'get-request-authorization-details --authorization-id 1a2b3c',
		);
	});

	test('says that an authorization id of a call by Step Functions cannot be looked up', async () => {
		const answer = await ask(
			policyTypeOfDeny,
			accountRunning({states}),
			denied('service control policy', {
				authorizationId: '1a2b3c',
			}),
		);
		expect(answer.details?.join(' ')).toContain('1a2b3c cannot be looked up: Step Functions made');
	});

	test('an organisation that merely does not allow it is asked for as well', async () => {
		const subject = denied(null, {
			denial: {kind: 'implicit', policyType: 'service control policy', policyArn: null},
		});
		expect(policyTypeOutsideRole.appliesTo?.(subject)).toBe(true);
		expect(await ask(policyTypeOutsideRole, accountRunning({states}), subject)).toMatchObject({
			outcome: 'problem',
			requests: [{to: 'the administrators of the organization'}],
		});
	});
});

describe('a KMS key', () => {
	const key = 'arn:aws:kms:eu-west-1:123456789012:key/3df40e16-a93e-4fe9-afff-bd500c90a885';
	const refused = told({
		principal: session('orders-role'),
		action: 'kms:GenerateDataKey',
		resource: key,
	});

	test('the role’s own permission on that key, and a request for the key’s policy', async () => {
		const account = accountRunning({states});
		const own = await ask(kmsPermission, account, refused);
		const keys = await answered(keyPolicy, account, refused);

		expect(statementsOf(own.remedies)).toEqual([
			{Effect: 'Allow', Action: ['kms:GenerateDataKey'], Resource: [key]},
		]);
		expect(keys.requests[0]?.text).toContain(roleArn('orders-role'));
	});

	// Without it, nothing is known; with it, the account leaves the rest to IAM, or the role is not in it.
	test.each([
		[null, null, 'unknown'],
		[null, 'resource-based policy', 'problem'],
		['arn:aws:iam::123456789012:root', null, 'ok'],
		['arn:aws:iam::123456789012:user/admin', null, 'problem'],
	])('a key policy that allows %s, denied by %s: %s', async (AWS, policyType, outcome) => {
		const Statement = [{Effect: 'Allow', Principal: {AWS}, Action: 'kms:*', Resource: '*'}];
		const resourcePolicies = AWS === null ? {} : {[key]: JSON.stringify({Statement})};
		const {facts} = refused;
		const denial = {kind: 'implicit', policyType, policyArn: null} as const;
		const account = {...accountRunning({states}), resourcePolicies};
		const asked = {...refused, facts: {...facts, denial}};
		expect((await ask(keyPolicy, account, asked)).outcome).toBe(outcome);
	});

	test('of an encrypted state machine: the documented statement with its condition', async () => {
		const account = accountRunning({states});
		const [machine] = account.stateMachines ?? [];
		const encrypted = {
			...account,
			stateMachines: [aStateMachine({...machine, kmsKeyArn: key})],
		};
		const own = await ask(kmsPermission, encrypted);
		expect(statementsOf(own.remedies)).toEqual([
			{
				Effect: 'Allow',
				Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
				Resource: [key],
				Condition: {
					StringEquals: {'kms:EncryptionContext:aws:states:stateMachineArn': [ordersArn]},
				},
			},
		]);
	});

	test('another principal that was refused gets nothing from the state machine’s role', async () => {
		const answer = await answered(
			kmsPermission,
			accountRunning({states}),
			told({...refused.facts, principal: session('someone')}),
		);
		expect(answer.remedies).toEqual([]);
	});
});

describe('Credentials', () => {
	const bill = {
		Bill: task(
			'lambda:invoke',
			{FunctionName: 'bill'},
			{
				Credentials: {RoleArn: roleArn('billing')},
			},
		),
	};
	const billing = (principal: string) =>
		aRole({
			arn: roleArn('billing'),
			name: 'billing',
			trustPolicy: JSON.stringify({
				Version: '2012-10-17',
				Statement: [{Effect: 'Allow', Principal: {AWS: principal}, Action: 'sts:AssumeRole'}],
			}),
		});

	test('both sides: sts:AssumeRole is granted, and the trust asked for', async () => {
		const roles = [billing(roleArn('someone'))];
		const answer = await ask(assumedRoles, accountRunning({states: bill, roles}));

		expect(statementsOf(answer.remedies)).toEqual([
			{Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: [roleArn('billing')]},
		]);
		expect(answer.requests?.[0]?.text).toContain(roleArn('orders-role'));
	});

	test('allowed and trusted: ok', async () => {
		const roles = [billing(roleArn('orders-role'))];
		const policies = [allowing('assume', 'sts:AssumeRole', roleArn('billing'))];
		const answer = await ask(assumedRoles, accountRunning({states: bill, roles, policies}));
		expect(answer.outcome).toBe('ok');
	});
});

test('what the current definition does not call is needed for a redrive only', async () => {
	const account = accountRunning({states});
	const resource = 'arn:aws:sns:eu-west-1:123456789012:old';
	const subject = aSubject({
		executionArn,
		facts: {...noFacts, action: 'sns:Publish', resource},
	});
	const failure = withFailure({
		states,
		ran: {Tell: task('sns:publish', {TopicArn: resource})},
		events: failedTask('Tell', 'SNS.AuthorizationErrorException'),
	});
	const reads = {...failure.reads, ...account.reads};
	const answer = await ask(deniedAction, {...account, reads}, subject);
	expect(answer).toMatchObject({outcome: 'warning', isGone: true});
	expect(answer.remedies?.[0]?.why).toContain(
		'Needed for a redrive of the failed execution only: the current definition does not call it.',
	);
});
