import {DescribeLogStreamsCommand} from '@aws-sdk/client-cloudwatch-logs';
import {PutRolePolicyCommand} from '@aws-sdk/client-iam';
import {CreateStateMachineCommand, UpdateStateMachineCommand} from '@aws-sdk/client-sfn';
import {describe, expect, test} from 'vitest';
import {orders} from '../../source/practice/scenarios/build/orders.ts';
import {notAuthorized, sizeExceeded} from '../../source/practice/scenarios/build/pastes.ts';
import {allow, loggingActions} from '../../source/practice/scenarios/build/policies.ts';
import {practise} from './clients.ts';
import {arn, deploy, logsTo, scenario} from './deploy.ts';

const validationStream = 'log_stream_created_by_aws_to_validate_log_delivery_subscriptions';

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
