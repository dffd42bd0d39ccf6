import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, it} from 'vitest';
import {callerPolicy} from '../../source/caller/caller-permissions.ts';

const clients = path.resolve(import.meta.dirname, '../../source/account/sdk/clients');
const services: Record<string, string> = {
	'sfn.ts': 'states',
	'iam.ts': 'iam',
	'cloudwatch-logs.ts': 'logs',
	'ecs.ts': 'ecs',
};
const writes = /^(Put|Delete|Update|Create|Attach|Detach|Redrive|Start(?!Query))/;

const used = readdirSync(clients).flatMap(file => {
	const text = readFileSync(path.join(clients, file), 'utf8');
	const operations = new Set(
		[...text.matchAll(/\b([A-Z]\w+)Command\b/g)].map(([, name = '']) => name),
	);
	return services[file] ? [...operations].map(name => `${services[file]}:${name}`) : [];
});
const paginated = ['iam:ListRoles', 'iam:ListRolePolicies', 'iam:ListAttachedRolePolicies'];

const allowed = (readOnly: boolean) =>
	new Set(callerPolicy({readOnly}).Statement.flatMap(({Action = []}) => Action));

it('finds the calls that the program makes', () => {
	expect(used.length).toBeGreaterThan(20);
});

it('names every call, and each that only reads in the read-only policy', () => {
	const reads = used.filter(action => !writes.test(action.split(':')[1] ?? ''));

	expect(used.filter(action => !allowed(false).has(action))).toEqual([]);
	expect([...reads, ...paginated].filter(action => !allowed(true).has(action))).toEqual([]);
});

it('lets nothing be written under the read-only policy', () => {
	expect([...allowed(true)].filter(action => writes.test(action.split(':')[1] ?? ''))).toEqual([]);
});
