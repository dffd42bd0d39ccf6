import {
	DeleteResourcePolicyCommand,
	DescribeResourcePoliciesCommand,
	PutResourcePolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {PutRolePolicyCommand} from '@aws-sdk/client-iam';
import {UpdateStateMachineCommand} from '@aws-sdk/client-sfn';
import {expect, test} from 'vitest';
import {orders} from '../../source/practice/scenarios/build/orders.ts';
import {notAuthorized} from '../../source/practice/scenarios/build/pastes.ts';
import {
	allow,
	deliveryPolicy,
	loggingActions,
} from '../../source/practice/scenarios/build/policies.ts';
import {practise} from './clients.ts';
import {arn, deploy, logsTo, scenario} from './deploy.ts';

test('a role that may do so lets AWS write the policy on the log group', async () => {
	const practice = practise(scenario('log-destination'));
	await practice.iam.send(
		new PutRolePolicyCommand({
			RoleName: orders.role,
			PolicyName: 'log-delivery',
			PolicyDocument: allow(loggingActions),
		}),
	);
	practice.clock.advance(8000);

	await deploy(practice);

	const {resourcePolicies = []} = await practice.logs.send(
		new DescribeResourcePoliciesCommand({policyScope: 'RESOURCE'}),
	);
	expect(resourcePolicies.map(({resourceArn}) => resourceArn)).toEqual([
		`arn:aws:logs:eu-west-1:123456789012:log-group:${orders.logGroup}`,
	]);
});

test.each(['logs:PutResourcePolicy', 'logs:DescribeResourcePolicies', 'logs:DescribeLogGroups'])(
	'AWS does not write the policy for a role without %s',
	async action => {
		const practice = practise(scenario('log-destination'));
		await practice.iam.send(
			new PutRolePolicyCommand({
				RoleName: orders.role,
				PolicyName: 'log-delivery',
				PolicyDocument: allow(loggingActions.filter(other => other !== action)),
			}),
		);
		practice.clock.advance(8000);

		await expect(deploy(practice)).rejects.toThrow(notAuthorized);
	},
);

test('a policy of the account is enough', async () => {
	const practice = practise(scenario('missing-resource-policy'));

	await practice.logs.send(
		new PutResourcePolicyCommand({
			policyName: 'order-fulfillment',
			policyDocument: deliveryPolicy(orders.logGroup),
		}),
	);

	await expect(deploy(practice)).resolves.toBeDefined();
});

test('so is a policy on the log group', async () => {
	const practice = practise(scenario('missing-resource-policy'));

	await practice.logs.send(
		new PutResourcePolicyCommand({
			policyName: 'order-fulfillment',
			policyDocument: deliveryPolicy(orders.logGroup),
			resourceArn: `arn:aws:logs:eu-west-1:123456789012:log-group:${orders.logGroup}`,
		}),
	);

	await expect(deploy(practice)).resolves.toBeDefined();
});

test('a policy for another account is not enough', async () => {
	const practice = practise(scenario('missing-resource-policy'));

	await practice.logs.send(
		new PutResourcePolicyCommand({
			policyName: 'order-fulfillment',
			policyDocument: deliveryPolicy(orders.logGroup).replace(
				'"aws:SourceAccount":"123456789012"',
				'"aws:SourceAccount":"111122223333"',
			),
		}),
	);

	await expect(deploy(practice)).rejects.toThrow(notAuthorized);
});

test.each(['logs:CreateLogStream', 'logs:PutLogEvents'])('%s alone is not enough', async action => {
	const practice = practise(scenario('missing-resource-policy'));

	await practice.logs.send(
		new PutResourcePolicyCommand({
			policyName: 'order-fulfillment',
			policyDocument: deliveryPolicy(orders.logGroup).replace(
				'["logs:CreateLogStream","logs:PutLogEvents"]',
				JSON.stringify(action),
			),
		}),
	);

	await expect(deploy(practice)).rejects.toThrow(notAuthorized);
});

test('a shortened policy of the account takes the log group in', async () => {
	const practice = practise(scenario('full-policy'));
	await practice.logs.send(
		new PutResourcePolicyCommand({
			policyName: 'AWSLogDeliveryWrite20150319',
			policyDocument: deliveryPolicy('/workflows/invoice-nightly'),
		}),
	);

	await deploy(practice);

	const {resourcePolicies = []} = await practice.logs.send(new DescribeResourcePoliciesCommand({}));
	expect(JSON.parse(resourcePolicies[0]?.policyDocument ?? '').Statement).toMatchObject([
		{
			Resource: [
				expect.stringContaining('invoice-nightly'),
				expect.stringContaining(orders.logGroup),
			],
		},
	]);
});

test('nine policies leave room for the one that AWS writes', async () => {
	const practice = practise(scenario('ten-policies'));
	await practice.logs.send(
		new DeleteResourcePolicyCommand({policyName: 'TrustEventsToStoreLogEvents'}),
	);

	await deploy(practice);

	const {resourcePolicies = []} = await practice.logs.send(new DescribeResourcePoliciesCommand({}));
	expect(resourcePolicies.map(({policyName}) => policyName)).toContain(
		'AWSLogDeliveryWrite20150319',
	);
});

test('under /aws/vendedlogs/ a full policy is turned to a wildcard', async () => {
	const practice = practise(scenario('full-policy'), state => {
		const [policy] = state.logResourcePolicies;
		const vended = '/aws/vendedlogs/states/order-fulfillment-Logs';

		if (policy) {
			policy.document = policy.document.replaceAll('/workflows/branch', '/aws/vendedlogs/b');
		}

		for (const group of state.logGroups.filter(({name}) => name === orders.logGroup)) {
			group.name = vended;
			group.arn = group.arn.replace(orders.logGroup, vended);
		}
	});

	await practice.sfn.send(
		new UpdateStateMachineCommand({
			stateMachineArn: arn,
			loggingConfiguration: logsTo('/aws/vendedlogs/states/order-fulfillment-Logs'),
		}),
	);

	const document = practice.state.logResourcePolicies[0]?.document;
	expect(document).toContain(':log-group:/aws/vendedlogs/*"');
	expect(document).not.toContain('/aws/vendedlogs/b');
	expect(document).toContain('/workflows/invoice-nightly:');
});
