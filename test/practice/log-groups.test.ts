import {
	CreateLogGroupCommand,
	DeleteLogGroupCommand,
	DescribeLogGroupsCommand,
	DescribeLogStreamsCommand,
	PutRetentionPolicyCommand,
	paginateDescribeLogGroups,
} from '@aws-sdk/client-cloudwatch-logs';
import {describe, expect, test} from 'vitest';
import {logGroupArn} from '../../source/practice/scenarios/build/names.ts';
import {orders} from '../../source/practice/scenarios/build/orders.ts';
import {practise} from './clients.ts';

describe('log groups', () => {
	test('one is made, given a retention, described and deleted', async () => {
		const {logs, clock} = practise();
		const logGroupName = '/workflows/new';
		await logs.send(new CreateLogGroupCommand({logGroupName}));
		await logs.send(new PutRetentionPolicyCommand({logGroupName, retentionInDays: 14}));

		const {logGroups} = await logs.send(
			new DescribeLogGroupsCommand({logGroupNamePrefix: logGroupName}),
		);
		expect(logGroups).toEqual([
			{
				logGroupName,
				creationTime: clock.now() - 120,
				retentionInDays: 14,
				metricFilterCount: 0,
				arn: `${logGroupArn(logGroupName)}:*`,
				storedBytes: 0,
				logGroupClass: 'STANDARD',
				logGroupArn: logGroupArn(logGroupName),
			},
		]);

		await logs.send(new DeleteLogGroupCommand({logGroupName}));
		await expect(logs.send(new DeleteLogGroupCommand({logGroupName}))).rejects.toMatchObject({
			name: 'ResourceNotFoundException',
			message: 'The specified log group does not exist.',
		});
	});

	test.each([
		['/workflows/order-fulfillment', 'ResourceAlreadyExistsException'],
		['a b', 'InvalidParameterException'],
		['aws/orders', 'InvalidParameterException'],
	])('%s cannot be made', async (logGroupName, name) => {
		const {logs} = practise();

		await expect(logs.send(new CreateLogGroupCommand({logGroupName}))).rejects.toMatchObject({
			name,
		});
	});

	test('a retention is one of those that AWS knows', async () => {
		const {logs} = practise();

		await expect(
			logs.send(new PutRetentionPolicyCommand({logGroupName: orders.logGroup, retentionInDays: 8})),
		).rejects.toMatchObject({name: 'InvalidParameterException'});
	});

	test('the list comes in pages, sorted by name', async () => {
		const {logs, state} = practise(undefined, ({behaviour}) => {
			behaviour.pageSize = 3;
		});
		const pages: string[][] = [];

		for await (const {logGroups = []} of paginateDescribeLogGroups({client: logs}, {})) {
			pages.push(logGroups.map(({logGroupName = ''}) => logGroupName));
		}

		expect(pages.map(({length}) => length)).toEqual([3, 3, 2]);
		expect(pages.flat()).toEqual(state.logGroups.map(({name}) => name).sort());
	});

	test('streams are found by prefix', async () => {
		const {logs} = practise();
		const streams = async (logStreamNamePrefix: string) =>
			(
				await logs.send(
					new DescribeLogStreamsCommand({logGroupName: orders.logGroup, logStreamNamePrefix}),
				)
			).logStreams?.map(({logStreamName}) => logStreamName);

		expect(await streams('log_stream_created')).toEqual([
			'log_stream_created_by_aws_to_validate_log_delivery_subscriptions',
		]);
		expect(await streams('states/')).toEqual([]);
	});
});
