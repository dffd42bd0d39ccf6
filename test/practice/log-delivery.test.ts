import {
	DeleteResourcePolicyCommand,
	DescribeLogStreamsCommand,
	DescribeResourcePoliciesCommand,
	PutResourcePolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
	DetachRolePolicyCommand,
	PutRolePolicyCommand,
	UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
	CreateStateMachineCommand,
	DescribeStateMachineCommand,
	UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import {describe, expect, test} from 'vitest';
import type {Scenario} from '../../source/practice/scenario.ts';
import {stateMachineArn} from '../../source/practice/scenarios/build/names.ts';
import {orders} from '../../source/practice/scenarios/build/orders.ts';
import {notAuthorized, sizeExceeded} from '../../source/practice/scenarios/build/pastes.ts';
import {
	allow,
	deliveryPolicy,
	loggingActions,
	trust,
} from '../../source/practice/scenarios/build/policies.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import {type Practice, practise} from './clients.ts';

const arn = stateMachineArn(orders.name);
const validationStream = 'log_stream_created_by_aws_to_validate_log_delivery_subscriptions';

function scenario(id: string): Scenario {
	const found = scenarios[id];

	if (!found) {
		throw new Error(`There is no scenario ${id}`);
	}

	return found;
}

/** What the deployment does: gives the state machine the logging that it has. */
async function deploy({sfn}: Practice) {
	const {loggingConfiguration} = await sfn.send(
		new DescribeStateMachineCommand({stateMachineArn: arn}),
	);

	return sfn.send(new UpdateStateMachineCommand({stateMachineArn: arn, loggingConfiguration}));
}

test('the messages are those of AWS', () => {
	expect(notAuthorized).toBe(
		'The state machine IAM Role is not authorized to access the Log Destination',
	);
	expect(sizeExceeded).toBe(
		'Invalid Logging Configuration: The CloudWatch Logs Resource Policy size was exceeded. We suggest prefixing your CloudWatch log group name with /aws/vendedlogs/states/.',
	);
});

const refused = [
	'log-destination',
	'role-without-permissions',
	'missing-resource-policy',
	'full-policy',
	'ten-policies',
	'log-group-missing',
	'destination-without-star',
	'young-role',
	'explicit-deny',
	'managed-by-cloudformation',
	'denied-reads',
];

describe('a deployment fails with the error of the scenario', () => {
	test.each(refused)('%s', async id => {
		const {paste} = scenario(id);

		const error = await deploy(practise(scenario(id))).catch(caught => caught);

		expect(error).toBeInstanceOf(Error);
		expect(paste).toContain(error.message);
		expect(paste).toContain(error.name);
		expect(error.$metadata.httpStatusCode).toBe(400);
	});
});

test('in a healthy account the deployment goes through and gives a new revision', async () => {
	const practice = practise(scenario('healthy'));
	const before = practice.state.stateMachines.find(({name}) => name === orders.name)?.revisionId;

	const {revisionId, updateDate} = await deploy(practice);

	expect(revisionId).not.toBe(before);
	expect(updateDate?.getTime()).toBe(practice.clock.now());
});

test('the permissions of the role count once they have propagated', async () => {
	const practice = practise(scenario('role-without-permissions'));
	await practice.iam.send(
		new PutRolePolicyCommand({
			RoleName: orders.role,
			PolicyName: 'log-delivery',
			PolicyDocument: allow(loggingActions),
		}),
	);

	await expect(deploy(practice)).rejects.toThrow(notAuthorized);

	practice.clock.advance(8000);
	await expect(deploy(practice)).resolves.toBeDefined();
});

test.each(loggingActions.slice(0, 5))('without %s the role cannot set up logging', async action => {
	const practice = practise(scenario('healthy'));
	await practice.iam.send(
		new PutRolePolicyCommand({
			RoleName: orders.role,
			PolicyName: 'log-delivery',
			PolicyDocument: allow(loggingActions.filter(other => other !== action)),
		}),
	);
	practice.clock.advance(8000);

	await expect(deploy(practice)).rejects.toThrow(notAuthorized);
});

test('a young role works after a while, by itself', async () => {
	const practice = practise(scenario('young-role'));
	await expect(deploy(practice)).rejects.toThrow('authorized');

	practice.clock.advance(15_000);
	await expect(deploy(practice)).resolves.toBeDefined();
});

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
			policyName: 'order-fulfilment',
			policyDocument: deliveryPolicy(orders.logGroup),
		}),
	);

	await expect(deploy(practice)).resolves.toBeDefined();
});

test('so is a policy on the log group', async () => {
	const practice = practise(scenario('missing-resource-policy'));

	await practice.logs.send(
		new PutResourcePolicyCommand({
			policyName: 'order-fulfilment',
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
			policyName: 'order-fulfilment',
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
			policyName: 'order-fulfilment',
			policyDocument: deliveryPolicy(orders.logGroup).replace(
				'["logs:CreateLogStream","logs:PutLogEvents"]',
				JSON.stringify(action),
			),
		}),
	);

	await expect(deploy(practice)).rejects.toThrow(notAuthorized);
});

test('another role has to be able to set up the logging that is there', async () => {
	const practice = practise(scenario('healthy'));
	const withRole = (name: string) =>
		practice.sfn.send(
			new UpdateStateMachineCommand({
				stateMachineArn: arn,
				roleArn: `arn:aws:iam::123456789012:role/${name}`,
			}),
		);

	await expect(withRole('nightly-report-role')).rejects.toThrow(notAuthorized);
	await withRole('invoice-nightly-role');
});

test('a new definition goes in though the role may no longer set up logging', async () => {
	const practice = practise(scenario('role-without-permissions'));

	await practice.sfn.send(
		new UpdateStateMachineCommand({
			stateMachineArn: arn,
			definition: '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}',
		}),
	);
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
		const vended = '/aws/vendedlogs/states/order-fulfilment-Logs';

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
			loggingConfiguration: logsTo('/aws/vendedlogs/states/order-fulfilment-Logs'),
		}),
	);

	const document = practice.state.logResourcePolicies[0]?.document;
	expect(document).toContain(':log-group:/aws/vendedlogs/*"');
	expect(document).not.toContain('/aws/vendedlogs/b');
	expect(document).toContain('/workflows/invoice-nightly:');
});

test('under an explicit deny no Allow helps, and taking the deny away does', async () => {
	const practice = practise(scenario('explicit-deny'));
	const role = practice.state.roles.find(({path}) => path === '/service-role/');
	const policyArn = practice.state.managedPolicies[0]?.arn;

	await practice.iam.send(
		new DetachRolePolicyCommand({RoleName: role?.name, PolicyArn: policyArn}),
	);
	practice.clock.advance(8000);

	await expect(deploy(practice)).resolves.toBeDefined();
});

test('a role that does not trust Step Functions is refused', async () => {
	const practice = practise(scenario('healthy'));
	await practice.iam.send(
		new UpdateAssumeRolePolicyCommand({
			RoleName: orders.role,
			PolicyDocument: trust('lambda.amazonaws.com'),
		}),
	);
	practice.clock.advance(8000);

	await expect(deploy(practice)).rejects.toThrow(
		'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
	);
});

test('the regional principal is trusted too', async () => {
	const practice = practise(scenario('healthy'));
	await practice.iam.send(
		new UpdateAssumeRolePolicyCommand({
			RoleName: orders.role,
			PolicyDocument: trust('states.eu-west-1.amazonaws.com'),
		}),
	);
	practice.clock.advance(8000);

	await expect(deploy(practice)).resolves.toBeDefined();
});

const logsTo = (...groups: string[]) => ({
	level: 'ALL' as const,
	destinations: groups.map(group => ({
		cloudWatchLogsLogGroup: {
			logGroupArn: `arn:aws:logs:eu-west-1:123456789012:log-group:${group}:*`,
		},
	})),
});

test.each([[[]], [[orders.logGroup, '/workflows/invoice-nightly']]])(
	'exactly one destination is taken, not %j',
	async groups => {
		const {sfn} = practise(scenario('healthy'));

		await expect(
			sfn.send(
				new UpdateStateMachineCommand({
					stateMachineArn: arn,
					loggingConfiguration: logsTo(...groups),
				}),
			),
		).rejects.toMatchObject({
			name: 'InvalidLoggingConfiguration',
			message: 'Invalid Logging Configuration: Must specify exactly one Log Destination.',
		});
	},
);

test('a refused update leaves the state machine as it was', async () => {
	const practice = practise(scenario('role-without-permissions'));
	const before = structuredClone(practice.state.stateMachines);

	await expect(deploy(practice)).rejects.toThrow(notAuthorized);

	expect(practice.state.stateMachines).toEqual(before);
});

test('a state machine that is not there yet is created once its role may log', async () => {
	const {target, role, logGroup, paste, ...rest} = scenario('not-created-yet');
	const practice = practise({target, role, logGroup, paste, ...rest});
	const create = () =>
		practice.sfn.send(
			new CreateStateMachineCommand({
				name: 'shipment-tracking',
				definition: '{"StartAt":"Track","States":{"Track":{"Type":"Pass","End":true}}}',
				roleArn: `arn:aws:iam::123456789012:role/${role}`,
				loggingConfiguration: logsTo(logGroup ?? ''),
			}),
		);
	const streams = async () => {
		const found = await practice.logs.send(
			new DescribeLogStreamsCommand({logGroupName: logGroup ?? ''}),
		);

		return found.logStreams?.map(({logStreamName}) => logStreamName);
	};

	expect(target).toBeNull();
	await expect(create()).rejects.toThrow(notAuthorized);
	expect(paste).toContain(notAuthorized);
	expect(await streams()).toEqual([]);

	await practice.iam.send(
		new PutRolePolicyCommand({
			RoleName: role ?? '',
			PolicyName: 'log-delivery',
			PolicyDocument: allow(loggingActions),
		}),
	);
	practice.clock.advance(8000);

	await create();
	expect(await streams()).toEqual([validationStream]);
});
