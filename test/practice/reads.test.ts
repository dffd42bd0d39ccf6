import {
	DescribeLogGroupsCommand,
	DescribeResourcePoliciesCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
	GetRoleCommand,
	GetRolePolicyCommand,
	ListAttachedRolePoliciesCommand,
	ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import {
	DescribeStateMachineCommand,
	ListExecutionsCommand,
	ListStateMachinesCommand,
	ListTagsForResourceCommand,
} from '@aws-sdk/client-sfn';
import {GetCallerIdentityCommand} from '@aws-sdk/client-sts';
import {expect, test} from 'vitest';
import {practise} from './clients.ts';

test('the reads of a diagnosis answer through the real clients', async () => {
	const {sfn, iam, logs, sts, state} = practise();

	const identity = await sts.send(new GetCallerIdentityCommand({}));
	expect(identity.Account).toBe('123456789012');
	expect(identity.Arn).toBe(state.callerArn);

	const {stateMachines = []} = await sfn.send(new ListStateMachinesCommand({}));
	expect(stateMachines.length).toBeGreaterThan(12);
	const orders = stateMachines.find(({name}) => name === 'order-fulfillment');
	expect(orders?.creationDate).toBeInstanceOf(Date);

	const machine = await sfn.send(
		new DescribeStateMachineCommand({stateMachineArn: orders?.stateMachineArn}),
	);
	expect(machine.creationDate).toEqual(orders?.creationDate);
	expect(JSON.parse(machine.definition ?? '').StartAt).toBe('Prepare');
	const destination = machine.loggingConfiguration?.destinations?.[0]?.cloudWatchLogsLogGroup;
	expect(destination?.logGroupArn).toMatch(/:\*$/);
	expect(
		await sfn.send(new ListTagsForResourceCommand({resourceArn: orders?.stateMachineArn})),
	).toMatchObject({tags: []});

	const {executions = []} = await sfn.send(
		new ListExecutionsCommand({stateMachineArn: orders?.stateMachineArn}),
	);
	expect(executions.map(({status}) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
	const starts = executions.map(({startDate}) => startDate?.getTime() ?? 0);
	expect(starts).toEqual(starts.toSorted((a, b) => b - a));

	const RoleName = machine.roleArn?.split('/').at(-1);
	const {Role: role} = await iam.send(new GetRoleCommand({RoleName}));
	expect(decodeURIComponent(role?.AssumeRolePolicyDocument ?? '')).toContain(
		'states.amazonaws.com',
	);
	const {PolicyNames = []} = await iam.send(new ListRolePoliciesCommand({RoleName}));
	expect(PolicyNames).toEqual(['invoke-functions', 'log-delivery']);
	const policy = await iam.send(new GetRolePolicyCommand({RoleName, PolicyName: 'log-delivery'}));
	expect(JSON.parse(decodeURIComponent(policy.PolicyDocument ?? '')).Statement).toHaveLength(1);
	expect(await iam.send(new ListAttachedRolePoliciesCommand({RoleName}))).toMatchObject({
		AttachedPolicies: [],
		IsTruncated: false,
	});

	const {logGroups = []} = await logs.send(
		new DescribeLogGroupsCommand({logGroupNamePrefix: '/workflows/order-fulfillment'}),
	);
	expect(logGroups.map(({arn}) => arn)).toEqual([destination?.logGroupArn]);
	const {resourcePolicies = []} = await logs.send(new DescribeResourcePoliciesCommand({}));
	expect(resourcePolicies).toHaveLength(1);
	expect(resourcePolicies[0]?.lastUpdatedTime).toBeLessThan(Date.now());
});
