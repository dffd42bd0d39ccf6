import {expect, test, vi} from 'vitest';
import type {Reads} from '../../source/account/account.ts';
import {memoise} from '../../source/account/memoise.ts';
import {accountOver, Refusal} from './fake-wire.ts';

const identity = {
	Arn: 'arn:aws-us-gov:iam::123456789012:user/dana',
	Account: '123456789012',
	UserId: 'AIDAEXAMPLE',
};

test('however many ask at once, AWS is asked once', async () => {
	const account = accountOver({'sts:GetCallerIdentity': () => identity});
	const reads = memoise(account.reads);
	const answers = await Promise.all(Array.from({length: 20}, () => reads.identity()));

	expect(account.calls).toHaveLength(1);
	expect(new Set(answers).size).toBe(1);
	expect(answers[0]).toMatchObject({partition: 'aws-us-gov', region: 'eu-west-1'});
});

test('a refusal stays, until a fresh start', async () => {
	let refused = true;
	const account = accountOver({
		'sts:GetCallerIdentity': () => (refused ? new Refusal('AccessDenied', 'No', 403) : identity),
	});
	const first = memoise(account.reads);
	await expect(first.identity()).rejects.toMatchObject({kind: 'access-denied'});

	refused = false;
	await expect(first.identity()).rejects.toMatchObject({kind: 'access-denied'});
	await expect(memoise(account.reads).identity()).resolves.toMatchObject({
		accountId: '123456789012',
	});
	expect(account.calls).toHaveLength(2);
});

test('other arguments are another question, an argument left out is not', async () => {
	const role = vi.fn(async (name: string) => ({name}));
	const listLogGroups = vi.fn(async (_prefix?: string) => []);
	const reads = memoise({role, listLogGroups} as unknown as Reads);

	expect(await reads.role('a')).not.toBe(await reads.role('b'));
	expect(await reads.role('a')).toBe(await reads.role('a'));
	expect(role).toHaveBeenCalledTimes(2);

	await reads.listLogGroups();
	await reads.listLogGroups(undefined);
	await reads.listLogGroups('/aws');
	expect(listLogGroups).toHaveBeenCalledTimes(2);
});
