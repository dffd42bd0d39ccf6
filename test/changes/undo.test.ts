import fc from 'fast-check';
import {expect, test} from 'vitest';
import {AccountError} from '../../source/account/account-error.ts';
import {applyChange} from '../../source/changes/apply-change.ts';
import {type Journal, memoryJournal} from '../../source/changes/journal.ts';
import type {JournalEntry} from '../../source/changes/journal-entry.ts';
import {kindOf} from '../../source/changes/kinds/kind-of.ts';
import {nextUndo, undoChange, undoPlan} from '../../source/changes/undo.ts';
import type {Change} from '../../source/diagnosis/remedy.ts';
import {type FakeAccount, fakeAccount, groupArn} from './fake-account.ts';
import {allow, everySample, inline, policy, samples} from './sample-changes.ts';

const logs = allow('logs:PutLogEvents', '*');
const theirs = allow('s3:GetObject', 'arn:aws:s3:::orders/*');

async function applied(change: Change, account: FakeAccount, journal: Journal) {
	expect(await applyChange(change, {account, journal, clock: account.clock})).toEqual({
		outcome: 'applied',
	});
	return lastEntry(journal);
}

async function lastEntry(journal: Journal): Promise<JournalEntry> {
	const entry = (await journal.entries()).at(-1);

	if (!entry) {
		throw new Error('The journal is empty.');
	}

	return entry;
}

const current = async (change: Change, account: FakeAccount) =>
	(await kindOf(change).read(change, account.reads)).text;

async function undo(entry: JournalEntry, account: FakeAccount, journal: Journal) {
	const plan = await undoPlan(entry, account.reads);
	return plan.kind !== 'undo'
		? plan
		: undoChange(entry, plan.change, {account, journal, clock: account.clock});
}

for (const change of everySample) {
	test(`a ${change.kind} is taken back, byte for byte`, async () => {
		const account = fakeAccount();
		const journal = memoryJournal();
		const entry = await applied(change, account, journal);

		expect(await undo(entry, account, journal)).toEqual({outcome: 'applied'});
		expect(await current(change, account)).toBe(change.before);
		expect(await journal.entries()).toMatchObject([
			{id: entry.id, status: 'undone'},
			{undoes: entry.id, status: 'verified'},
		]);
	});
}

test('whatever white space the text before had comes back', async () => {
	const space = fc.constantFrom('', ' ', '\n', '\t', '\r\n');
	const text = fc
		.tuple(space, space, space)
		.map(([one, two, three]) => `{${one}"Statement":${two}[]${three}}${one}`);

	await fc.assert(
		fc.asyncProperty(text, async before => {
			const account = fakeAccount();
			const change = inline({before});
			await account.writes.putInlinePolicy('orders-role', 'sfn-fix-logs', before);
			const journal = memoryJournal();
			await undo(await applied(change, account, journal), account, journal);
			expect(await current(change, account)).toBe(before);
		}),
	);
});

test('what somebody added since stays', async () => {
	const account = fakeAccount();
	const journal = memoryJournal();
	const entry = await applied(inline({after: policy(logs)}), account, journal);
	await account.writes.putInlinePolicy('orders-role', 'sfn-fix-logs', policy(theirs, logs));

	await undo(entry, account, journal);

	expect(JSON.parse((await current(inline(), account)) ?? '')).toEqual(JSON.parse(policy(theirs)));
});

test('an ARN that the change put into a statement of others is taken out of it alone', async () => {
	const account = fakeAccount();
	const journal = memoryJournal();
	const change = inline({
		before: policy(allow('s3:GetObject', 'a')),
		after: policy(allow('s3:GetObject', 'a', 'b')),
	});
	await account.writes.putInlinePolicy('orders-role', 'sfn-fix-logs', change.before ?? '');
	const entry = await applied(change, account, journal);
	const grown = policy(allow('s3:GetObject', 'a', 'b', 'c'), logs);
	await account.writes.putInlinePolicy('orders-role', 'sfn-fix-logs', grown);

	await undo(entry, account, journal);

	expect(JSON.parse((await current(change, account)) ?? '').Statement).toEqual([
		allow('s3:GetObject', 'a', 'c'),
		logs,
	]);
});

test('an ARN that somebody put into the statement of the change stays', async () => {
	const account = fakeAccount();
	const journal = memoryJournal();
	const entry = await applied(
		inline({after: policy(allow('s3:GetObject', 'a'))}),
		account,
		journal,
	);
	const grown = policy(allow('s3:GetObject', 'a', 'b'));
	await account.writes.putInlinePolicy('orders-role', 'sfn-fix-logs', grown);

	await undo(entry, account, journal);

	expect(JSON.parse((await current(inline(), account)) ?? '').Statement).toEqual([
		allow('s3:GetObject', 'b'),
	]);
});

test('a statement that stands there twice is no longer plainly the one that was added', async () => {
	const account = fakeAccount();
	const journal = memoryJournal();
	const entry = await applied(inline({after: policy(logs)}), account, journal);
	await account.writes.putInlinePolicy('orders-role', 'sfn-fix-logs', policy(logs, logs, theirs));
	expect(await undo(entry, account, journal)).toHaveProperty(
		'why',
		expect.stringContaining('cannot be told apart'),
	);
});

const refusals: Array<{
	title: string;
	change: Change;
	meanwhile(account: FakeAccount): unknown;
	refused: string;
}> = [
	{
		title: 'a definition that was changed since and holds a part of the change',
		change: samples.definition,
		meanwhile: account =>
			account.writes.updateDefinition('', '{"StartAt":"A","States":{"A":{"Type":"Fail"}}}'),
		refused: 'cannot be told apart',
	},
	{
		// Nothing of the change stands there any more, so there is nothing that a person could compare.
		title: 'a definition that was replaced since',
		change: samples.definition,
		meanwhile: account => account.writes.updateDefinition('', '{}'),
		refused: 'nothing of this change is left',
	},
	{
		title: 'a logging configuration that still has the destination of the change',
		change: samples['logging-configuration'],
		meanwhile: account =>
			account.writes.updateLogging('', {
				level: 'ERROR',
				includeExecutionData: false,
				destinations: [`${groupArn}:*`],
			}),
		refused: 'cannot be told apart',
	},
	{
		title: 'a policy that grants one of the actions in another way',
		change: inline({after: policy(logs)}),
		meanwhile: account =>
			account.writes.putInlinePolicy(
				'orders-role',
				'sfn-fix-logs',
				policy({Effect: 'Allow', Action: ['LOGS:put*', 's3:*'], Resource: [groupArn]}),
			),
		refused: 'cannot be told apart',
	},
	{
		title: 'what is as it was before',
		change: inline(),
		meanwhile: account => account.writes.deleteInlinePolicy('orders-role', 'sfn-fix-logs'),
		refused: 'nothing to undo',
	},
	{
		title: 'what is no longer there',
		change: inline({before: policy(theirs)}),
		meanwhile: account => account.writes.deleteInlinePolicy('orders-role', 'sfn-fix-logs'),
		refused: 'no longer exists',
	},
	{
		title: 'another region',
		change: inline(),
		meanwhile(account) {
			account.state.region = 'us-east-1';
		},
		refused: 'was made in account 123456789012, region eu-central-1',
	},
	{
		title: 'a log group that holds log events',
		change: samples['log-group'],
		meanwhile(account) {
			account.state.logEvents = [{timestamp: 1, ingestedAt: 1, stream: 'a', message: 'b'}];
		},
		refused: 'holds log events',
	},
];

for (const {title, change, meanwhile, refused} of refusals) {
	test(`refused: ${title}`, async () => {
		const account = fakeAccount();
		const journal = memoryJournal();

		if (change.kind === 'role-inline-policy' && change.before !== null) {
			await account.writes.putInlinePolicy(change.roleName, change.policyName, change.before);
		}

		const entry = await applied(change, account, journal);
		await meanwhile(account);
		account.written.length = 0;

		expect(await undo(entry, account, journal)).toHaveProperty(
			'why',
			expect.stringContaining(refused),
		);
		expect(account.written).toEqual([]);
	});
}

test('what has been taken back is not taken back again', async () => {
	const account = fakeAccount();
	const journal = memoryJournal();
	await undo(await applied(inline(), account, journal), account, journal);
	const [entry] = await journal.entries();
	expect(entry && (await undoPlan(entry, account.reads))).toHaveProperty(
		'why',
		expect.stringContaining('already'),
	);
});

test('a change that a crash cut off after its write can be taken back', async () => {
	const account = fakeAccount();
	const journal = memoryJournal();
	const entry = await applied(inline(), account, journal);
	expect(await undo({...entry, status: 'started'}, account, journal)).toEqual({outcome: 'applied'});
	expect(await current(inline(), account)).toBeNull();
});

test('a log group policy is taken back at the revision that stands there now', async () => {
	const account = fakeAccount();
	const journal = memoryJournal();
	const entry = await applied(samples['log-group-resource-policy'], account, journal);
	const {revisionId} = account.state.groupPolicies[groupArn] ?? {};
	expect(await undoPlan(entry, account.reads)).toMatchObject({change: {revisionId, after: null}});
});

test('the same change, made again after it was taken back, has an entry of its own', async () => {
	const account = fakeAccount();
	const journal = memoryJournal();
	const first = await applied(inline(), account, journal);
	await undo(first, account, journal);
	const second = await applied(inline(), account, journal);
	expect(second.id).toBe(`${first.id}-2`);
	expect(await undo(second, account, journal)).toEqual({outcome: 'applied'});
});

test('a managed policy that cannot be deleted stays attached', async () => {
	const account = fakeAccount();
	const journal = memoryJournal();
	const change = samples['role-managed-policy'];
	const entry = await applied(change, account, journal);
	account.before.deleteManagedPolicy = () => {
		throw new AccountError('conflict', 'iam:DeletePolicy', 'Attached to other roles.');
	};
	expect(await undo(entry, account, journal)).toMatchObject({outcome: 'failed'});
	expect(await current(change, account)).toBe(change.after);
});

test('a change made at one endpoint is not taken back at another', async () => {
	const account = fakeAccount();
	const entry = await applied(inline(), account, memoryJournal());
	expect(await undoPlan(entry, account.reads, 'http://localhost:4566')).toHaveProperty(
		'why',
		expect.stringContaining("was made at AWS's own endpoint"),
	);
});

const replaced: Array<{change: Change; by(account: FakeAccount): unknown}> = [
	{
		change: samples['role-inline-policy'],
		by: account => account.writes.putInlinePolicy('orders-role', 'sfn-fix-logs', policy(theirs)),
	},
	{
		change: samples['role-trust-policy'],
		by: account =>
			account.writes.updateTrustPolicy(
				'orders-role',
				policy({
					Effect: 'Allow',
					Principal: {Service: ['scheduler.amazonaws.com']},
					Action: ['sts:AssumeRole'],
				}),
			),
	},
	{
		change: samples['log-group-resource-policy'],
		by(account) {
			const theirPolicy = policy({
				...theirs,
				Principal: {Service: ['delivery.logs.amazonaws.com']},
			});
			const current = account.state.groupPolicies[groupArn];
			account.state.groupPolicies = current
				? {[groupArn]: {...current, document: theirPolicy, revisionId: 'theirs'}}
				: {};
		},
	},
];

for (const {change, by} of replaced) {
	test(`a ${change.kind} of which nothing is left does not block the change before it`, async () => {
		const account = fakeAccount();
		const journal = memoryJournal();
		const older = await applied(inline({policyName: 'older'}), account, journal);
		await applied(change, account, journal);
		await by(account);

		const {passed, next} = await nextUndo(journal, account.reads, null);

		expect(passed).toMatchObject([
			{plan: {kind: 'moot', why: expect.stringContaining('nothing of this change is left')}},
		]);
		expect(next?.entry.id).toBe(older.id);
		expect((await journal.entries()).map(({status}) => status)).toEqual(['applied', 'moot']);
	});
}

test('a change that only a person can undo is passed over and stays open', async () => {
	const account = fakeAccount();
	const journal = memoryJournal();
	const older = await applied(inline({policyName: 'older'}), account, journal);
	const stuck = await applied(inline({after: policy(logs)}), account, journal);
	const mixed = policy(logs, logs, theirs);
	await account.writes.putInlinePolicy('orders-role', 'sfn-fix-logs', mixed);

	const {passed, next} = await nextUndo(journal, account.reads, null);

	expect(passed).toMatchObject([{entry: {id: stuck.id}, plan: {kind: 'by-hand', now: mixed}}]);
	expect(next?.entry.id).toBe(older.id);
	expect((await journal.entries()).map(({status}) => status)).toEqual(['applied', 'applied']);
});
