import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, it, test} from 'vitest';
import {scenarios} from '../source/practice/scenarios/index.ts';
import {redactSecrets} from '../source/secrets.ts';
import {plantedSecrets} from './support/planted-secrets.ts';
import {runProgram} from './support/run-program.ts';

describe('a secret is not printed', () => {
	it.each(plantedSecrets)('$what', ({secret, text}) => {
		expect(redactSecrets(text)).not.toContain(secret);
		expect(redactSecrets(text)).toContain('[redacted]');
		expect(redactSecrets(JSON.stringify({log: text}))).not.toContain(
			JSON.stringify(secret).slice(1, -1),
		);
	});

	it('also where thirty are in one text', () => {
		const all = redactSecrets(plantedSecrets.map(({text}) => text).join('\n'));
		expect(plantedSecrets.filter(({secret}) => all.includes(secret)).map(({what}) => what)).toEqual(
			[],
		);
	});

	it('twice is the same as once', () => {
		for (const {text} of plantedSecrets) {
			expect(redactSecrets(redactSecrets(text))).toBe(redactSecrets(text));
		}
	});
});

describe('what names a secret without being one stays', () => {
	it.each([
		'arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders/db-AbCdEf',
		'{"SecretId": "orders/db"}',
		'{"Password.$": "$.db.password"}',
		'{"TaskToken.$": "$$.Task.Token"}',
		'{"token": "{% $states.input.token %}"}',
		'{"password": "{{resolve:secretsmanager:orders:SecretString:password}}"}',
		'{"clientToken": "run-1"}',
		'{"max_tokens": 1024}',
		'The security token included in the request is expired',
		'Invalid token: expired',
		'sts:GetSessionToken, secretsmanager:GetSecretValue, kms:Decrypt',
		'{"Action": ["secretsmanager:GetSecretValue"], "Resource": "*"}',
		'https://eu-west-1.console.aws.amazon.com/states/home?region=eu-west-1',
		'Basic understanding of bearer tokens',
		'Encoded authorization failure message: eyJhbGxvd2VkIjpmYWxzZX0.',
		'arn:aws:iam::123456789012:role/password-reset-role',
		'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-password-AbCdEf',
		'arn:aws:lambda:eu-west-1:123456789012:function:token-refresh:live',
		'RequestId: 0f8fad5b-d9cb-469f-a165-70867728950e',
		'commit 3f786850e387550fdab836ed7e6dc881de23001b',
		'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
		'The password policy requires 12 characters',
		'password is required',
		'password is missing',
		'Password is incorrect',
		'password was wrong',
		'token expired',
		'The token is expired',
		'token is invalid',
		'token has expired at 2026-01-01',
		'Invalid token: expired',
		'secret not found',
		'The secret is not available',
		'the secret orders/db was not found',
		'API key is missing',
		'api key not valid',
		'authorization failed for user app',
		'Authorization: required',
		'cookie consent',
		'basic authentication failed',
		'Basic auth is required',
		'bearer token missing',
		'access key is inactive',
		'key: orders/2026/04.json',
		'{"Key":"orders/2026.json","Bucket":"b"}',
		'"KeyId":"alias/orders"',
		'credentials could not be loaded',
		'Credentials expired',
		'signature does not match',
		'SignatureDoesNotMatch: The request signature we calculated',
		'{"maxTokens":1024,"usage":{"input_tokens":12,"output_tokens":40}}',
		'NextToken: null',
		'pin the version',
		'pin: true',
		'pipeline -p 8080',
		'mkdir -p /var/task/out',
		'docker run -p 8080:80 nginx',
		'cp -p file dest',
		'aws logs get-log-events --log-stream-name x --start-time 1795731958528',
		'python -u main.py',
		'curl -u',
		'primary key violation: duplicate key value violates unique constraint "orders_pkey"',
		'partition key orderId, sort key createdAt',
		'{"partitionKey":"order-2026","sortKey":"a1"}',
		'Task token is required for waitForTaskToken',
		'States.TaskFailed',
		'lambda:InvokeFunction',
		'kms:GenerateDataKey',
		's3://orders-123456789012/2026/04/27/file.parquet',
		'https://sqs.eu-west-1.amazonaws.com/123456789012/orders',
		'https://docs.aws.amazon.com/secretsmanager/latest/userguide/intro.html',
		'i-0abcd1234efgh5678',
		'jr_5f0c1d2ab34e4e6f8a7b9c0d1e2f3a4b',
		'2026/11/26/[$LATEST]d6508d4f908e4b7aa232f7d009d6ccd9',
		'5f0c1d2ab34e4e6f8a7b9c0d1e2f3a4b',
		'eyJ is how base64 JSON begins',
		'password-reset-lambda failed',
		'the tokenizer found 3 tokens',
		'User: arn:aws:sts::123456789012:assumed-role/x/y is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:eu-west-1:123456789012:secret:x',
		'{"passwordPolicy":{"minLength":12}}',
		'"requiresPassword": true',
		'secretName: orders-db',
		'"SecretName":"orders-db"',
		'"secretId":"orders/db"',
		'token_type: bearer',
		'"tokenType":"Bearer"',
		'"token_count": 12',
		'"CookieName":"session"',
		'password field is empty',
		'no password given',
		'password: ****',
		'password=$DB_PASSWORD',
		`password: \${DB_PASSWORD}`,
		'password=<redacted>',
		'"password":null',
		'"password":""',
		'access_token_url=https://idp/token',
		'token endpoint https://idp.example.com/oauth/token returned 401',
		'passing -p to mkdir',
		'x-amz-request-id: 7K2M9QX4TB8W1ZNE',
		'x-amz-id-2: abcd/efgh=',
		'ETag: "9f8e7d6c5b4a39281706f5e4d3c2b1a0"',
		'version 1.2.3-beta+exp.sha.5114f85',
		'password must contain a digit',
		'Password must be at least 8 characters',
		'password for user "app" was not accepted',
		'The user name or password is incorrect',
		'otp is required',
		'the pin is wrong',
		'signature: invalid',
		'Signature expired: 20261126T100000Z is now earlier than 20261126T101500Z',
		'secret: not found',
		'credentials: none',
		'Authorization header is missing',
		'authorizationToken is required',
		'token=undefined',
		'keyArn: arn:aws:kms:eu-west-1:123456789012:key/3df40e16-a93e-4fe9-afff-bd500c90a885',
		'{"encryptionKey":"arn:aws:kms:eu-west-1:123456789012:key/3df4"}',
		'{"TableName":"tokens","Key":{"id":{"S":"42"}}}',
		'order-token-service',
		'git clone https://github.com/a/b@v1',
		'email app@example.com wrote to ops@example.com',
		'https://host:8443/a@b',
		'image 123456789012.dkr.ecr.eu-west-1.amazonaws.com/app@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
		'at Object.password (/var/task/index.js:12:5)',
		"ValidationException: 1 validation error detected: Value at 'password' failed to satisfy constraint",
		'FATAL: password authentication failed for user "app"',
		'File "/var/task/token.py", line 12, in get_token',
		'token.refresh() failed',
		'secret = client.get_secret_value(SecretId=name)',
		'password = os.environ["DB_PASSWORD"]',
		'const token = await getToken();',
		'<Code>ExpiredToken</Code><Message>The token is expired</Message>',
		"COPY orders FROM 's3://b/k' CREDENTIALS 'aws_iam_role=arn:aws:iam::123456789012:role/Copy1'",
		'password: !Ref DbPassword1',
		'signature: HmacSHA256 mismatch',
		'{"token":{"type":"string","minLength":12}}',
		'Secret "orders/db" was not found',
		'State "Verify password" failed',
		'postal code: 12345, exit code: 137',
	])('%s', text => {
		expect(redactSecrets(text)).toBe(text);
	});

	it('in the error texts and the definitions of the practice account', () => {
		for (const {account, paste} of Object.values(scenarios)) {
			const {stateMachines, roles, managedPolicies} = account(0);
			const texts = [
				paste ?? '',
				...stateMachines.map(({definition}) => definition),
				...roles.flatMap(({versions}) =>
					versions.flatMap(({trustPolicy, inlinePolicies}) => [
						trustPolicy,
						...Object.values(inlinePolicies),
					]),
				),
				...managedPolicies.map(({document}) => document),
			];

			for (const text of texts) {
				expect(redactSecrets(text)).toBe(text);
			}
		}
	});

	it('in the pages about known failures', () => {
		const folder = path.resolve(import.meta.dirname, '../docs/flows');

		for (const file of readdirSync(folder).filter(name => name.endsWith('.md'))) {
			const text = readFileSync(path.join(folder, file), 'utf8');
			expect(redactSecrets(text)).toBe(text);
		}
	});
});

test('a long text without an end is redacted in no time', () => {
	const texts = [
		'-----BEGIN PRIVATE KEY-----',
		'password',
		'a.',
		'"name":"token","value":"',
		'eyJ.',
	];

	for (const text of texts) {
		const long = text.repeat(200_000 / text.length);
		const began = performance.now();
		redactSecrets(long);
		expect(performance.now() - began).toBeLessThan(2000);
	}
});

describe('the built program prints none of the secrets of a pasted text', () => {
	const pasted = JSON.stringify({
		error: 'States.TaskFailed',
		cause: plantedSecrets.map(({text}) => text).join('\n'),
	});

	it.each([
		{args: ['triage'], face: 'lines'},
		{args: ['triage', '--json'], face: 'JSON'},
		{args: ['check', '--practice', 'task-failed', '--error', '-'], face: 'lines of check'},
		{args: ['check', '--practice', 'task-failed', '--error', '-', '--json'], face: 'JSON of check'},
		{args: ['--plain', '--practice', 'task-failed', '--error', '-'], face: 'plain wizard'},
	])('$face', async ({args}) => {
		const {stdout, stderr} = await runProgram(args, {stdin: pasted});
		const printed = `${stdout}${stderr}`;
		expect(printed.length).toBeGreaterThan(20);
		expect(
			plantedSecrets.filter(({secret}) => printed.includes(secret)).map(({what}) => what),
		).toEqual([]);
	});
});
