import {
	DeleteLogGroupCommand,
	DeleteResourcePolicyCommand,
	DescribeResourcePoliciesCommand,
	PutResourcePolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {describe, expect, test} from 'vitest';
import {logGroupArn} from '../../source/practice/scenarios/build/names.ts';
import {orders} from '../../source/practice/scenarios/build/orders.ts';
import {deliveryPolicy} from '../../source/practice/scenarios/build/policies.ts';
import {tenPolicies} from '../../source/practice/scenarios/ten-policies.ts';
import {practise} from './clients.ts';

const group = logGroupArn(orders.logGroup);

const document = deliveryPolicy(orders.logGroup);

describe('resource policies of the account', () => {
	test('without a scope the account is asked for, and its policies have no revision', async () => {
		const {logs} = practise();
		await logs.send(
			new PutResourcePolicyCommand({
				policyName: 'own',
				policyDocument: document,
				resourceArn: group,
			}),
		);

		const {resourcePolicies} = await logs.send(new DescribeResourcePoliciesCommand({}));

		expect(resourcePolicies).toEqual([
			{
				policyName: 'AWSLogDeliveryWrite20150319',
				policyDocument: expect.stringContaining('delivery.logs.amazonaws.com'),
				lastUpdatedTime: expect.any(Number),
				policyScope: 'ACCOUNT',
			},
		]);
	});

	test('an eleventh is refused, and one of the ten can be replaced', async () => {
		const {logs} = practise(tenPolicies);
		const put = (policyName: string) =>
			logs.send(new PutResourcePolicyCommand({policyName, policyDocument: document}));

		await expect(put('eleventh')).rejects.toMatchObject({
			name: 'LimitExceededException',
			message: 'Resource limit exceeded.',
		});
		await put('route53-query-logging');
		await logs.send(new DeleteResourcePolicyCommand({policyName: 'opensearch-slow-logs'}));
		await put('eleventh');
	});

	test('5,120 characters are the most, white space among them', async () => {
		const {logs} = practise();
		const padded = (length: number) => document.padEnd(length, ' ');
		const put = (policyDocument: string) =>
			logs.send(new PutResourcePolicyCommand({policyName: 'p', policyDocument}));

		await put(padded(5120));
		await expect(put(padded(5121))).rejects.toThrow('policy document length constraints');
	});

	test('pages follow each other', async () => {
		const {logs} = practise(tenPolicies, ({behaviour}) => {
			behaviour.pageSize = 6;
		});

		const first = await logs.send(new DescribeResourcePoliciesCommand({}));
		const second = await logs.send(
			new DescribeResourcePoliciesCommand({nextToken: first.nextToken}),
		);

		expect(first.resourcePolicies).toHaveLength(6);
		expect(second.resourcePolicies).toHaveLength(4);
		expect(second.nextToken).toBeUndefined();
	});

	test('what is no policy is not taken', async () => {
		const {logs} = practise();

		await expect(
			logs.send(new PutResourcePolicyCommand({policyName: 'p', policyDocument: '{}'})),
		).rejects.toMatchObject({name: 'InvalidParameterException'});
	});

	test('what is not there cannot be deleted', async () => {
		const {logs} = practise();

		await expect(
			logs.send(new DeleteResourcePolicyCommand({policyName: 'nothing'})),
		).rejects.toMatchObject({
			name: 'ResourceNotFoundException',
			message: 'Policy with name [nothing] does not exist.',
		});
	});
});

describe('the policy on a log group', () => {
	const own = {policyName: 'own', policyDocument: document, resourceArn: group};

	test('is written, read, replaced by who saw its revision, and deleted', async () => {
		const {logs} = practise();
		const read = async () =>
			(
				await logs.send(
					new DescribeResourcePoliciesCommand({policyScope: 'RESOURCE', resourceArn: group}),
				)
			).resourcePolicies;
		const {revisionId: first} = await logs.send(new PutResourcePolicyCommand(own));
		expect(await read()).toMatchObject([
			{policyName: 'own', policyScope: 'RESOURCE', resourceArn: group, revisionId: first},
		]);

		const {revisionId: second} = await logs.send(
			new PutResourcePolicyCommand({...own, expectedRevisionId: first}),
		);
		expect(second).not.toBe(first);

		const stale = {policyName: 'own', resourceArn: group, expectedRevisionId: first};
		await expect(logs.send(new DeleteResourcePolicyCommand(stale))).rejects.toMatchObject({
			name: 'OperationAbortedException',
		});
		await logs.send(new DeleteResourcePolicyCommand({...stale, expectedRevisionId: second}));
		expect(await read()).toEqual([]);
	});

	test('is not written over without its revision', async () => {
		const {logs} = practise();
		await logs.send(new PutResourcePolicyCommand(own));

		await expect(logs.send(new PutResourcePolicyCommand(own))).rejects.toMatchObject({
			name: 'OperationAbortedException',
		});
	});

	test('is not written where somebody thought there was one', async () => {
		const {logs} = practise();

		await expect(
			logs.send(new PutResourcePolicyCommand({...own, expectedRevisionId: 'abc'})),
		).rejects.toMatchObject({name: 'OperationAbortedException'});
	});

	test('may be ten times as large, and needs its log group', async () => {
		const {logs} = practise();
		const of = (length: number) => ({...own, policyDocument: document.padEnd(length, ' ')});

		await expect(logs.send(new PutResourcePolicyCommand(of(51_201)))).rejects.toThrow('length');
		await logs.send(new PutResourcePolicyCommand(of(51_200)));
		await expect(
			logs.send(new PutResourcePolicyCommand({...own, resourceArn: `${group}-gone`})),
		).rejects.toMatchObject({name: 'ResourceNotFoundException'});
	});

	test('goes with its log group', async () => {
		const {logs} = practise();
		await logs.send(new PutResourcePolicyCommand(own));
		await logs.send(new DeleteLogGroupCommand({logGroupName: orders.logGroup}));

		const {resourcePolicies} = await logs.send(
			new DescribeResourcePoliciesCommand({policyScope: 'RESOURCE'}),
		);
		expect(resourcePolicies).toEqual([]);
	});
});
