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
