import {expect, test} from 'vitest';
import type {Account, Reads} from '../../source/account/account.ts';
import {keepAnswers} from '../../source/account/kept-answers.ts';
import {createFakeClock} from '../practice/fake-clock.ts';

const readNames = [
	'identity',
	'role',
	'rolePolicies',
	'logGroup',
	'logGroupsNamed',
	'logGroupResourcePolicy',
	'stateMachine',
] as const;

/** Counts what is asked of an account whose answers mean nothing. */
function opened() {
	const asked: Record<string, number> = {};
	const counting = (name: string) => async () => {
		asked[name] = (asked[name] ?? 0) + 1;
		return asked[name];
	};
	const named = (names: readonly string[]) =>
		Object.fromEntries(names.map(name => [name, counting(name)]));
	const clock = createFakeClock();
	const writes = named(['putInlinePolicy', 'updateTrustPolicy']);
	const given = {reads: named(readNames), writes} as unknown as Account;
	const kept = keepAnswers(given, clock);
	const ask = async (reads: Reads, names: readonly (keyof Reads)[] = readNames) => {
		const before = {...asked};

		for (const name of names) {
			await (reads[name] as (name: string) => Promise<unknown>)('orders');
		}

		return names.filter(name => asked[name] !== before[name]);
	};

	return {...kept, given, clock, ask};
}

test('the account is always asked, but for who asks', async () => {
	const {account, ask} = opened();
	await ask(account.reads);
	expect(await ask(account.reads)).toEqual(readNames.filter(name => name !== 'identity'));
});

test('after a policy was written, what it cannot have changed is taken from before, for half a minute', async () => {
	const {account, reusing, clock, ask} = opened();
	await ask(account.reads);
	await account.writes.putInlinePolicy('orders', 'p', '{}');
	await ask(account.reads, ['logGroupResourcePolicy']);

	expect(await ask(reusing)).toEqual(['rolePolicies', 'logGroup', 'stateMachine']);
	await clock.sleep(30_000);
	expect(await ask(reusing)).toEqual(readNames.filter(name => name !== 'identity'));
});

test('nothing that a write can have changed is taken from before it, or from while it was under way', async () => {
	const {account, reusing, given, ask} = opened();
	await ask(account.reads);
	given.writes.updateTrustPolicy = async () => {
		await ask(account.reads, ['role', 'logGroupsNamed']);
	};
	await account.writes.updateTrustPolicy('orders', '{}');

	expect(await ask(reusing)).toEqual(readNames.filter(name => name !== 'identity'));
});
