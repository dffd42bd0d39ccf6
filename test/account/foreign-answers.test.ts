import {afterAll, beforeAll, expect, test, vi} from 'vitest';
import type {Account} from '../../source/account/account.ts';
import type {LogGroup} from '../../source/account/cloudwatch-logs.ts';
import {accountOver, RawAnswer} from './fake-wire.ts';

// The SDK repeats what may pass, with waits: here they pass at once.
beforeAll(async () => {
	// Loading clients and settings is real work, during which the timers would run on.
	const account = accountOver({});
	await Promise.allSettled(Object.values(reads).map(read => read(account)));
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']}).setTimerTickMode('nextTimerAsync');
});
afterAll(() => {
	vi.useRealTimers();
});

const machine = 'arn:aws:states:eu-west-1:123456789012:stateMachine:orders';
const logGroup: LogGroup = {
	name: 'orders',
	arn: 'arn:aws:logs:eu-west-1:123456789012:log-group:orders',
	class: 'STANDARD',
	kmsKeyArn: null,
	retentionInDays: null,
	createdAt: null,
};

/** Every read, with the call that it begins with. */
const reads: Record<string, (account: Account) => Promise<unknown>> = {
	'sts:GetCallerIdentity': ({reads}) => reads.identity(),
	'states:ListStateMachines': ({reads}) => reads.listStateMachines(),
	'states:DescribeStateMachine': ({reads}) => reads.stateMachine(machine),
	'states:ListTagsForResource': ({reads}) => reads.stateMachineTags(machine),
	'states:ListExecutions': ({reads}) => reads.executions(machine),
	'states:DescribeExecution': ({reads}) => reads.execution(machine),
	'states:GetExecutionHistory': ({reads}) => reads.historyPage(machine, null),
	'states:ValidateStateMachineDefinition': ({reads}) => reads.validateDefinition('{}', 'STANDARD'),
	'states:TestState': ({reads}) =>
		reads.testState({definition: '{}', input: '{}', variables: null, mock: null, roleArn: machine}),
	'iam:GetRole': ({reads}) => reads.role('orders'),
	'iam:ListRoles': ({reads}) => reads.listRoles(),
	'iam:GetRolePolicy': ({reads}) => reads.inlinePolicy('orders', 'own'),
	'iam:GetPolicy': ({reads}) => reads.managedPolicy('arn:aws:iam::123456789012:policy/own'),
	'logs:DescribeLogGroups': ({reads}) => reads.logGroup('orders'),
	'logs:DescribeResourcePolicies': ({reads}) => reads.accountResourcePolicies(),
	'logs:DescribeLogStreams': ({reads}) => reads.logStreamExists('orders', 'a'),
	'logs:FilterLogEvents': ({reads}) =>
		reads.logEvents({logGroup, from: 0, to: 1, executionArn: null}),
	'ecs:DescribeTaskDefinition': ({reads}) => reads.taskDefinition('web'),
	'ecs:ListTaskDefinitionFamilies': ({reads}) => reads.listTaskDefinitionFamilies(),
	'ecs:ListServices': ({reads}) => reads.clusterServices('shop'),
};

const writes: Record<string, (account: Account) => Promise<unknown>> = {
	'iam:PutRolePolicy': ({writes}) => writes.putInlinePolicy('orders', 'own', '{}'),
	'iam:DeleteRolePolicy': ({writes}) => writes.deleteInlinePolicy('orders', 'own'),
	'iam:UpdateAssumeRolePolicy': ({writes}) => writes.updateTrustPolicy('orders', '{}'),
	'iam:CreatePolicy': ({writes}) => writes.createManagedPolicy('own', '{}'),
	'iam:AttachRolePolicy': ({writes}) => writes.attachRolePolicy('orders', 'arn'),
	'logs:PutResourcePolicy': ({writes}) => writes.putAccountResourcePolicy('own', '{}'),
	'logs:DeleteResourcePolicy': ({writes}) => writes.deleteAccountResourcePolicy('own'),
	'logs:CreateLogGroup': ({writes}) => writes.createLogGroup('orders'),
	'states:UpdateStateMachine': ({writes}) => writes.updateDefinition(machine, '{}'),
	'states:StartExecution': ({writes}) => writes.startExecution(machine, '{}'),
};

const page = '<!doctype html><html><body>Log in to the hotel network</body></html>';

const foreign: Record<string, {status: number; contentType: string; body: string}> = {
	'a page of HTML': {status: 200, contentType: 'text/html', body: page},
	'a page of HTML that calls itself JSON': {
		status: 200,
		contentType: 'application/x-amz-json-1.1',
		body: page,
	},
	'a JSON list': {status: 200, contentType: 'application/x-amz-json-1.1', body: '[]'},
	'plain text': {status: 200, contentType: 'text/plain', body: 'OK'},
};

const emptyOnes = {
	'an empty object': {status: 200, contentType: 'application/x-amz-json-1.1', body: '{}'},
	'an empty body': {status: 200, contentType: 'application/x-amz-json-1.1', body: ''},
};

for (const [what, raw] of Object.entries({...foreign, ...emptyOnes})) {
	test.each(Object.entries(reads))(`${what} is no answer to %s`, async (operation, read) => {
		const account = accountOver({[operation]: () => new RawAnswer(raw)});
		await expect(read(account)).rejects.toMatchObject({kind: 'unavailable', operation});
	});
}

for (const [what, raw] of Object.entries(foreign)) {
	test.each(Object.entries(writes))(
		`${what} to %s does not say that anything was written`,
		async (operation, write) => {
			const account = accountOver({[operation]: () => new RawAnswer(raw)});
			await expect(write(account)).rejects.toMatchObject({kind: 'unavailable', fate: 'unknown'});
			expect(account.count(operation)).toBe(1);
		},
	);
}
