import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {Account} from '../../source/account/account.ts';
import {policyHolder} from '../../source/account/resource-policies.ts';
import {connectionOf} from '../../source/account/sdk/connection.ts';
import {createAccount} from '../../source/account/sdk/create-account.ts';
import {type SignedRequests, signedRequests} from '../../source/account/sdk/signed-request.ts';
import {type Moto, motoIsInstalled, startMoto} from '../support/moto.ts';

test.each([
	['arn:aws:s3:::box/a/b', 'bucket', 'arn:aws:s3:::box'],
	['arn:aws:s3:::box/*', 'bucket', 'arn:aws:s3:::box'],
	[
		'arn:aws:dynamodb:eu-west-1:123456789012:table/orders/index/by-day',
		'table',
		'arn:aws:dynamodb:eu-west-1:123456789012:table/orders',
	],
	[
		'arn:aws:sqs:eu-west-1:123456789012:orders',
		'queue',
		'arn:aws:sqs:eu-west-1:123456789012:orders',
	],
])('%s is judged by the policy of the %s %s', (resource, kind, arn) => {
	expect(policyHolder(resource)).toEqual({kind, arn});
});

test.each([
	'*',
	'arn:aws:s3:::*/*',
	'arn:aws:sqs:eu-west-1:123456789012:*',
	'arn:aws:kms:eu-west-1:123456789012:alias/orders',
	'arn:aws:states:eu-west-1:123456789012:stateMachine:orders',
])('%s names nothing whose policy could be read', resource => {
	expect(policyHolder(resource)).toBeNull();
});

const region = 'eu-west-1';
const credentials = {accessKeyId: 'test', secretAccessKey: 'test'};
const at = (service: string, resource: string) =>
	`arn:aws:${service}:${region}:123456789012:${resource}`;
const policyOn = (Resource: string) =>
	JSON.stringify({
		Version: '2012-10-17',
		Statement: [{Sid: 'Own "one" <&>', Effect: 'Allow', Principal: '*', Action: '*', Resource}],
	});

describe.skipIf(!motoIsInstalled())('against moto_server', () => {
	let moto: Moto | null = null;
	let account: Account;
	let send: SignedRequests;

	beforeAll(async () => {
		moto = await startMoto();
		const options = {region, endpointUrl: moto?.url ?? '', credentials};
		account = createAccount(options);
		send = signedRequests(connectionOf(options));
	}, 60_000);

	afterAll(() => moto?.stop());

	const call = (service: string, target: string, version: string, input: object) =>
		send({
			service,
			action: target,
			region,
			method: 'POST',
			path: '/',
			headers: {'content-type': `application/x-amz-json-${version}`, 'x-amz-target': target},
			body: JSON.stringify(input),
		});
	const form = (service: string, input: Record<string, string>) =>
		send({
			service,
			action: input.Action ?? '',
			region,
			method: 'POST',
			path: '/',
			headers: {'content-type': 'application/x-www-form-urlencoded'},
			body: new URLSearchParams(input).toString(),
		});
	const read = (arn: string) => account.reads.resourcePolicy(arn);

	test('of a queue', async () => {
		const arn = at('sqs', 'orders');
		await call('sqs', 'AmazonSQS.CreateQueue', '1.0', {
			QueueName: 'orders',
			Attributes: {Policy: policyOn(arn)},
		});
		await call('sqs', 'AmazonSQS.CreateQueue', '1.0', {QueueName: 'plain'});

		expect(JSON.parse((await read(arn)) ?? '')).toEqual(JSON.parse(policyOn(arn)));
		expect(await read(at('sqs', 'plain'))).toBeNull();
		expect(await read(at('sqs', 'none'))).toBeNull();
	});

	test('of a topic', async () => {
		const arn = at('sns', 'orders');
		await form('sns', {Action: 'CreateTopic', Name: 'orders', Version: '2010-03-31'});
		await form('sns', {
			Action: 'SetTopicAttributes',
			TopicArn: arn,
			AttributeName: 'Policy',
			AttributeValue: policyOn(arn),
			Version: '2010-03-31',
		});

		expect(JSON.parse((await read(arn)) ?? '')).toEqual(JSON.parse(policyOn(arn)));
		expect(await read(at('sns', 'none'))).toBeNull();
	});

	test('of a bucket', async () => {
		const bucket = (path: string, query: Record<string, string>, body: string) =>
			send({service: 's3', action: 'Put', region, method: 'PUT', path, query, body});
		await bucket(
			'/box-of-orders',
			{},
			`<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`,
		);

		expect(await read('arn:aws:s3:::box-of-orders/a')).toBeNull();
		await bucket('/box-of-orders', {policy: ''}, policyOn('arn:aws:s3:::box-of-orders/*'));
		expect(await read('arn:aws:s3:::box-of-orders/a')).toContain('box-of-orders');
		expect(await read('arn:aws:s3:::no-such-box-of-orders/a')).toBeNull();
	});

	test('of a secret and of a key', async () => {
		await call('secretsmanager', 'secretsmanager.CreateSecret', '1.1', {
			Name: 'orders',
			SecretString: 's',
		});
		await call('secretsmanager', 'secretsmanager.PutResourcePolicy', '1.1', {
			SecretId: 'orders',
			ResourcePolicy: policyOn('*'),
		});
		const key = JSON.parse(await call('kms', 'TrentService.CreateKey', '1.1', {}));

		expect(await read(at('secretsmanager', 'secret:none-??????'))).toBeNull();
		expect(await read(key.KeyMetadata.Arn)).toContain('"Statement"');
	});

	test('of an event bus, a function, a repository and a table that there are not', async () => {
		expect(await read(at('events', 'event-bus/none'))).toBeNull();
		expect(await read(at('lambda', 'function:none'))).toBeNull();
		expect(await read(at('ecr', 'repository/none'))).toBeNull();
		expect(await read(at('dynamodb', 'table/none'))).toBeNull();
	});
});
