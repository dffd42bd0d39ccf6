import {expect, test} from 'vitest';
import {AccountError, type AccountErrorKind} from '../../source/account/account-error.ts';
import {applyChange} from '../../source/changes/apply-change.ts';
import {type Journal, memoryJournal} from '../../source/changes/journal.ts';
import {standingChanges} from '../../source/changes/journal-entry.ts';
import {kindOf} from '../../source/changes/kinds/kind-of.ts';
import {settleJournal} from '../../source/changes/settle.ts';
import {nextUndo, undoChange} from '../../source/changes/undo.ts';
import type {Change} from '../../source/diagnosis/remedy.ts';
import {type FakeAccount, fakeAccount} from './fake-account.ts';
import {allow, everySample, inline, policy} from './sample-changes.ts';

const lost = () => new AccountError('no-network', 'x:Write', 'The connection was lost.');

/** The writes of the fake account that one kind of change makes. */
const allWrites = (account: FakeAccount): string[] => Object.keys(account.writes);

const current = async (change: Change, {reads}: FakeAccount) =>
	(await kindOf(change).read(change, reads)).text;

const settle = async (account: FakeAccount, journal: Journal) =>
	settleJournal({
		journal,
		account,
		identity: await account.reads.identity(),
		clock: account.clock,
		endpointUrl: null,
	});

/** The last change is undone, and the next, until nothing is left. */
async function undoAll(account: FakeAccount, journal: Journal): Promise<void> {
	for (let count = 0; count < 10; count += 1) {
		await settle(account, journal);
		const {passed, next} = await nextUndo(journal, account.reads, null);
		expect(passed.filter(({plan}) => plan.kind === 'by-hand')).toEqual([]);

		if (!next) {
			return;
		}

		if (next.plan.kind === 'refused') {
			throw new Error(next.plan.why);
		}

		const options = {account, journal, clock: account.clock};
		await undoChange(next.entry, next.plan.change, options);
	}

	throw new Error('Undo does not end.');
}

const then: AccountErrorKind[] = [
	'no-network',
	'throttled',
	'access-denied',
	'expired-credentials',
	'no-credentials',
	'conflict',
	'not-found',
];

for (const change of everySample) {
	for (const kind of then) {
		test(`${change.kind}: the answer is lost, then ${kind}: nothing is denied, and undo brings everything back`, async () => {
			const account = fakeAccount();
			const before = structuredClone(account.state);
			const journal = memoryJournal();
			const fail = () => {
				throw kind === 'no-network' ? lost() : new AccountError(kind, 'x:Any', kind);
			};

			for (const write of allWrites(account)) {
				account.after[write] = () => {
					for (const call of [...allWrites(account), ...Object.keys(account.reads)]) {
						account.before[call] = fail;
					}

					throw lost();
				};
			}

			const result = await applyChange(change, {account, journal, clock: account.clock});
			expect(result.outcome).toBe('unknown');
			const entries = await journal.entries();
			expect(entries).toMatchObject([{status: 'unknown'}]);
			expect(standingChanges(entries)[0]?.id).toBe(entries[0]?.id);

			account.before = {};
			account.after = {};
			expect(await settle(account, journal)).toMatchObject([{is: 'there'}]);
			await undoAll(account, journal);
			expect(await current(change, account)).toBe(change.before);
			expect({...account.state, revision: 0}).toEqual({...before, revision: 0});
		});
	}

	test(`${change.kind}: a lost answer is looked for before anything is sent again`, async () => {
		const account = fakeAccount();

		for (const write of allWrites(account)) {
			account.after[write] = () => {
				account.after = {};
				throw lost();
			};
		}

		const result = await applyChange(change, {
			account,
			journal: memoryJournal(),
			clock: account.clock,
		});
		expect(result).toEqual({outcome: 'applied'});
		expect(new Set(account.written).size).toBe(account.written.length);
	});

	test(`${change.kind}: a request that was lost on its way is sent again`, async () => {
		const account = fakeAccount();

		for (const write of allWrites(account)) {
			account.before[write] = () => {
				account.before = {};
				throw lost();
			};
		}

		const journal = memoryJournal();
		expect(await applyChange(change, {account, journal, clock: account.clock})).toEqual({
			outcome: 'applied',
		});
		expect(await current(change, account)).toBe(change.after);
	});
}

test('an answer that was lost and a repetition that is refused leave the fate open', async () => {
	const account = fakeAccount();
	let sent = 0;
	account.before.putInlinePolicy = () => {
		sent += 1;
		throw sent === 1 ? lost() : new AccountError('access-denied', 'iam:PutRolePolicy', 'No.');
	};
	const journal = memoryJournal();
	expect(await applyChange(inline(), {account, journal, clock: account.clock})).toMatchObject({
		outcome: 'unknown',
	});
	expect(await journal.entries()).toMatchObject([{status: 'unknown'}]);
});

test('what was throttled is sent again', async () => {
	const account = fakeAccount();
	let sent = 0;
	account.before.putInlinePolicy = () => {
		sent += 1;

		if (sent < 3) {
			throw new AccountError('throttled', 'iam:PutRolePolicy', 'Rate exceeded');
		}
	};
	const journal = memoryJournal();
	expect(await applyChange(inline(), {account, journal, clock: account.clock})).toEqual({
		outcome: 'applied',
	});
});

test('an interrupted change that did not take place is closed, and the one before is offered', async () => {
	const account = fakeAccount();
	const journal = memoryJournal();
	await applyChange(inline(), {account, journal, clock: account.clock});
	const [first] = await journal.entries();
	const other = inline({policyName: 'other'});

	if (first) {
		await journal.append({...first, id: 'cut-off', change: other, status: 'started'});
	}

	account.clock.advance(120_000);
	expect(await settle(account, journal)).toMatchObject([
		{is: 'not-there', entry: {id: 'cut-off', status: 'failed'}},
	]);
	expect((await nextUndo(journal, account.reads, null)).next?.entry.id).toBe(first?.id);
});

test('an interrupted change that arrives late is found at the next start', async () => {
	const account = fakeAccount();
	const journal = memoryJournal();
	account.before.putInlinePolicy = () => {
		throw new Error('killed');
	};
	await applyChange(inline(), {account, journal, clock: account.clock}).catch(() => {});
	account.before = {};
	// The request of a killed process can still be on its way: for two minutes nobody knows.
	expect(await settle(account, journal)).toMatchObject([
		{is: 'not-there', entry: {status: 'unknown'}},
	]);
	expect(await settle(account, journal)).toEqual([]);
	expect((await nextUndo(journal, account.reads, null)).next).toBeNull();
	expect(await journal.entries()).toMatchObject([{status: 'unknown'}]);
	await account.writes.putInlinePolicy('orders-role', 'sfn-fix-logs', inline().after ?? '');
	account.clock.advance(60_000);
	expect(await settle(account, journal)).toMatchObject([{is: 'there'}]);
	account.clock.advance(3_600_000);
	expect(await settle(account, journal)).toEqual([]);
});

test('what was removed by hand is closed, and the one before is offered', async () => {
	const account = fakeAccount();
	const journal = memoryJournal();
	const options = {account, journal, clock: account.clock};
	await applyChange(inline(), options);
	await applyChange(inline({policyName: 'other'}), options);
	await account.writes.deleteInlinePolicy('orders-role', 'other');

	const {passed, next} = await nextUndo(journal, account.reads, null);
	expect(passed).toMatchObject([
		{plan: {kind: 'moot', why: expect.stringContaining('nothing to undo')}},
	]);
	expect(next?.entry.change).toMatchObject({policyName: 'sfn-fix-logs'});
	expect((await journal.entries()).map(({status}) => status)).toEqual(['applied', 'moot']);
});

test('an undo whose answer was lost is found at the next start', async () => {
	const account = fakeAccount();
	const journal = memoryJournal();
	const options = {account, journal, clock: account.clock};
	await applyChange(inline(), options);
	const {next} = await nextUndo(journal, account.reads, null);
	account.after.deleteInlinePolicy = () => {
		account.before.inlinePolicy = () => {
			throw new AccountError('expired-credentials', 'iam:GetRolePolicy', 'Expired.');
		};
		throw lost();
	};
	const result =
		next?.plan.kind === 'undo' && (await undoChange(next.entry, next.plan.change, options));
	expect(result).toMatchObject({outcome: 'unknown'});

	account.before = {};
	await settle(account, journal);
	expect(await journal.entries()).toMatchObject([
		{status: 'undone', foundAt: null},
		{status: 'verified', foundAt: expect.stringMatching(/Z$/)},
	]);
	expect((await nextUndo(journal, account.reads, null)).next).toBeNull();
});

test('what somebody else wrote in the moment of the write is kept, told and brought back by undo', async () => {
	const account = fakeAccount();
	const journal = memoryJournal();
	const mine = policy(allow('s3:GetObject', 'a'));
	const theirs = policy(allow('s3:GetObject', 'a'), allow('sqs:SendMessage', 'q'));
	await account.writes.putInlinePolicy('orders-role', 'shared', mine);
	const change = inline({
		policyName: 'shared',
		before: mine,
		after: policy(allow('s3:GetObject', 'a'), allow('logs:PutLogEvents', '*')),
	});
	let looks = 0;
	account.before.inlinePolicy = () => {
		looks += 1;

		// The second look is the one that goes out together with the write.
		if (looks === 2) {
			const role = account.state.roles['orders-role'];
			const held = role?.policies.find(({name}) => name === 'shared');

			if (held) {
				held.document = theirs;
			}
		}
	};

	const options = {account, journal, clock: account.clock};
	const result = await applyChange(change, options);
	expect(result).toMatchObject({
		outcome: 'applied',
		warning: expect.stringContaining('Somebody else changed'),
	});
	const restore = result.outcome === 'applied' ? result.restore : undefined;
	expect(JSON.parse(restore?.after ?? '{}').Statement).toEqual([
		allow('s3:GetObject', 'a'),
		allow('sqs:SendMessage', 'q'),
		allow('logs:PutLogEvents', '*'),
	]);

	await undoAll(account, journal);
	expect(await current(change, account)).toBe(theirs);
});
