import {expect, test} from 'vitest';
import {AccountError} from '../../source/account/account-error.ts';
import {applyChange} from '../../source/changes/apply-change.ts';
import type {ApplyOptions} from '../../source/changes/apply-options.ts';
import {changeId} from '../../source/changes/change-id.ts';
import {JournalError, memoryJournal} from '../../source/changes/journal.ts';
import {kindOf} from '../../source/changes/kinds/kind-of.ts';
import type {Change} from '../../source/diagnosis/remedy.ts';
import {type FakeAccount, fakeAccount, groupArn} from './fake-account.ts';
import {allow, everySample, inline, policy, samples} from './sample-changes.ts';

const apply = (change: Change, account: FakeAccount, options: Partial<ApplyOptions> = {}) =>
	applyChange(change, {account, journal: memoryJournal(), clock: account.clock, ...options});

const current = async (change: Change, account: FakeAccount) =>
	(await kindOf(change).read(change, account.reads)).text;

for (const change of everySample) {
	test(`a ${change.kind} is written, waited for and recorded`, async () => {
		const account = fakeAccount();
		account.lagMilliseconds = 4_000;
		const journal = memoryJournal();
		const phases: string[] = [];

		const result = await apply(change, account, {
			journal,
			onProgress: ({phase, waitedSeconds}) => phases.push(`${phase} ${waitedSeconds}`),
		});

		expect(result).toEqual({outcome: 'applied'});
		expect(await current(change, account)).toBe(change.after);
		expect(phases.slice(0, 3)).toEqual(['writing 0', 'waiting 0', 'waiting 1']);
		expect(account.clock.slept()).toBeGreaterThanOrEqual(4_000);
		expect(await journal.entries()).toMatchObject([
			{id: changeId(change), status: 'applied', change, accountId: '123456789012'},
		]);
	});
}

test('the journal has the change before AWS is asked to make it', async () => {
	const account = fakeAccount();
	const journal = memoryJournal();
	let recorded: Promise<unknown> = Promise.resolve(null);
	account.before.putInlinePolicy = () => {
		recorded = journal.entries();
	};

	await apply(inline(), account, {journal});

	expect(await recorded).toMatchObject([{status: 'started', change: inline()}]);
});

test('nothing is written when the journal cannot be', async () => {
	const account = fakeAccount();
	const journal = {
		...memoryJournal(),
		append: () => Promise.reject(new JournalError('The journal /x cannot be written.')),
	};

	expect(await apply(inline(), account, {journal})).toEqual({
		outcome: 'refused',
		why: 'The journal /x cannot be written. Nothing was written to AWS.',
	});
	expect(account.written).toEqual([]);
});

test('a journal that fails after the write does not hide that it was made', async () => {
	const account = fakeAccount();
	const kept = memoryJournal();
	let appended = 0;
	const journal = {
		...kept,
		async append(entry: Parameters<typeof kept.append>[0]) {
			appended += 1;

			if (appended > 1) {
				throw new JournalError('The disk is full.');
			}

			await kept.append(entry);
		},
	};

	expect(await apply(inline(), account, {journal})).toEqual({
		outcome: 'applied',
		warning: 'The disk is full.',
	});
});

test('what moved is not overwritten, and what the change adds is planned anew', async () => {
	const account = fakeAccount();
	const theirs = policy(allow('s3:GetObject', 'arn:aws:s3:::orders/*'));
	await account.writes.putInlinePolicy('orders-role', 'sfn-fix-logs', theirs);
	account.written.length = 0;

	const result = await apply(inline(), account);

	expect(result.outcome).toBe('moved');
	const now = result.outcome === 'moved' ? result.now : null;
	expect(now?.before).toBe(theirs);
	expect(JSON.parse(now?.after ?? '{}').Statement).toEqual([
		allow('s3:GetObject', 'arn:aws:s3:::orders/*'),
		allow('logs:PutLogEvents', '*'),
	]);
	expect(account.written).toEqual([]);
	expect(now && (await apply(now, account))).toEqual({outcome: 'applied'});
});

test('a definition that moved takes a new look', async () => {
	const account = fakeAccount({definition: '{"StartAt": "Pack"}'});
	expect(await apply(samples.definition, account)).toMatchObject({outcome: 'moved', now: null});
	expect(account.written).toEqual([]);
});

test('a definition is compared byte by byte', async () => {
	const {before} = samples.definition;
	const account = fakeAccount({definition: JSON.stringify(JSON.parse(before ?? ''))});
	expect((await apply(samples.definition, account)).outcome).toBe('moved');
});

test('a policy with the same meaning has not moved', async () => {
	const before = policy({...allow('s3:GetObject', 'a', 'b')});
	const account = fakeAccount();
	await account.writes.putInlinePolicy(
		'orders-role',
		'sfn-fix-logs',
		`{ "Statement": {"Resource": ["b", "a"], "Effect": "Allow", "Action": "s3:GetObject"},
		"Version": "2012-10-17" }`,
	);
	expect(await apply(inline({before}), account)).toEqual({outcome: 'applied'});
});

test('what somebody else already wrote is not written again', async () => {
	const account = fakeAccount();
	const {policyName, after} = samples['role-inline-policy'];
	await account.writes.putInlinePolicy('orders-role', policyName, after ?? '');
	const result = await apply(inline(), account);
	expect(result).toMatchObject({outcome: 'moved', now: null});
	expect(result).toHaveProperty('why', expect.stringContaining('exactly this content'));
});

test('the text is the same, but the state machine has a new revision: planned anew on it', async () => {
	const account = fakeAccount({revision: 7});
	const result = await apply(samples.definition, account);
	expect(result).toMatchObject({outcome: 'moved', now: {...samples.definition, revisionId: 'r7'}});
});

test('our own write of the same plan moves the revision, and does not stop the next', async () => {
	const account = fakeAccount();
	const journal = memoryJournal();
	expect(await apply(samples['logging-configuration'], account, {journal})).toEqual({
		outcome: 'applied',
	});
	expect(await apply(samples.definition, account, {journal})).toEqual({outcome: 'applied'});
});

test('a log group policy that moves between the look and the write is not overwritten', async () => {
	const account = fakeAccount();
	const theirs = policy(allow('logs:CreateLogStream', '*'));
	account.before.putLogGroupResourcePolicy = () => {
		account.state.groupPolicies[groupArn] = {
			name: 'theirs',
			document: theirs,
			logGroupArn: groupArn,
			revisionId: 'r9',
		};
	};
	const journal = memoryJournal();

	const result = await apply(samples['log-group-resource-policy'], account, {journal});

	expect(result).toMatchObject({outcome: 'moved', now: {before: theirs, revisionId: 'r9'}});
	expect(account.state.groupPolicies[groupArn]?.document).toBe(theirs);
	expect(await journal.entries()).toMatchObject([{status: 'failed'}]);
});

test('an endpoint may list a log group policy among those of the account', async () => {
	const account = fakeAccount();
	const change = samples['log-group-resource-policy'];
	account.after.putLogGroupResourcePolicy = () => {
		delete account.state.groupPolicies[groupArn];
		account.state.accountPolicies[change.policyName] = change.after ?? '';
	};
	// It answers the account's policies, which do not pass for the log group's.
	account.reads.logGroupResourcePolicy = async () => {
		if (Object.keys(account.state.accountPolicies).length > 0) {
			throw new AccountError('unavailable', 'logs:DescribeResourcePolicies', 'Not told apart.');
		}

		return null;
	};
	expect(await apply(change, account)).toEqual({outcome: 'applied'});
});

test('a refused change says why and writes nothing, not even in the journal', async () => {
	const account = fakeAccount();
	account.state.roles['orders-role'] = {
		path: '/aws-service-role/states.amazonaws.com/',
		trustPolicy: '{}',
		policies: [],
	};
	const journal = memoryJournal();
	expect(await apply(inline(), account, {journal})).toMatchObject({
		outcome: 'refused',
		why: expect.stringContaining('service-linked'),
	});
	expect([account.written, await journal.entries()]).toEqual([[], []]);
});

test('what AWS refuses is recorded as failed, and stays beside the next attempt', async () => {
	const account = fakeAccount();
	const journal = memoryJournal();
	const error = new AccountError('access-denied', 'iam:PutRolePolicy', 'No.');
	account.before.putInlinePolicy = () => {
		throw error;
	};
	expect(await apply(inline(), account, {journal})).toEqual({outcome: 'failed', error});
	expect(await journal.entries()).toMatchObject([{status: 'failed', error: 'No.'}]);

	account.before = {};
	expect(await apply(inline(), account, {journal})).toEqual({outcome: 'applied'});
	const [failed, applied] = await journal.entries();
	expect([failed, applied]).toMatchObject([{status: 'failed'}, {status: 'applied'}]);
	expect(applied?.id).toBe(`${failed?.id}-2`);
});

test('an answer that was lost does not make a write that took place a failure', async () => {
	const account = fakeAccount();
	account.after.putInlinePolicy = () => {
		throw new AccountError('no-network', 'iam:PutRolePolicy', 'The connection was lost.');
	};
	expect(await apply(inline(), account)).toEqual({outcome: 'applied'});
});

test('a read that fails is a failure with nothing written', async () => {
	const account = fakeAccount({roles: {}});
	expect(await apply(inline(), account)).toMatchObject({
		outcome: 'failed',
		error: {kind: 'not-found'},
	});
	expect(account.written).toEqual([]);
});

test('the waiting ends after a minute', async () => {
	const account = fakeAccount();
	account.lagMilliseconds = 600_000;
	const journal = memoryJournal();
	expect(await apply(inline(), account, {journal})).toEqual({
		outcome: 'not-visible',
		waitedSeconds: 60,
	});
	expect(await journal.entries()).toMatchObject([{status: 'applied'}]);
});

test('a signal before the write stops it', async () => {
	const account = fakeAccount();
	const journal = memoryJournal();
	const result = await apply(inline(), account, {journal, signal: AbortSignal.abort()});
	expect(result.outcome).toBe('refused');
	expect([account.written, await journal.entries()]).toEqual([[], []]);
});

test('a signal after the write stops the waiting alone', async () => {
	const account = fakeAccount();
	account.lagMilliseconds = 60_000;
	const stop = new AbortController();
	const journal = memoryJournal();
	const result = await apply(inline(), account, {
		journal,
		signal: stop.signal,
		clock: {
			now: account.clock.now,
			// Never ends by itself, so that only the signal can.
			sleep: () => new Promise(() => stop.abort()),
		},
	});
	expect(result).toEqual({outcome: 'not-visible', waitedSeconds: 0});
	expect(account.written).toEqual(['putInlinePolicy']);
	expect(await journal.entries()).toMatchObject([{status: 'applied'}]);
});

test('a managed policy that cannot be attached does not stay behind', async () => {
	const account = fakeAccount();
	account.before.attachRolePolicy = () => {
		throw new AccountError('limit-exceeded', 'iam:AttachRolePolicy', 'Too many.');
	};
	expect((await apply(samples['role-managed-policy'], account)).outcome).toBe('failed');
	expect(account.state.managed).toEqual({});
});

test('credentials that expire while waiting do not make the write a failure', async () => {
	const account = fakeAccount();
	account.after.putInlinePolicy = () => {
		account.before.inlinePolicy = () => {
			throw new AccountError('expired-credentials', 'iam:GetRolePolicy', 'Expired.');
		};
	};
	expect(await apply(inline(), account)).toEqual({outcome: 'not-visible', waitedSeconds: 0});
});

test('who may not list the policies of a role may still write one', async () => {
	const account = fakeAccount();
	account.before.rolePolicies = () => {
		throw new AccountError('access-denied', 'iam:ListRolePolicies', 'No.');
	};
	expect(await apply(inline(), account)).toEqual({outcome: 'applied'});
});

test.each([
	['at once', 0, 2],
	['slowly', 500, 3],
])(
	'what was seen before the journal was written %s is looked at again where it is old',
	async (_how, took, looks) => {
		const account = fakeAccount();
		const kept = memoryJournal();
		let looked = 0;
		let atWrite = 0;
		account.before.inlinePolicy = () => {
			looked += 1;
		};
		account.before.putInlinePolicy = () => {
			atWrite = looked;
		};
		const journal = {
			...kept,
			async append(entry: Parameters<typeof kept.append>[0]) {
				await account.clock.sleep(took);
				await kept.append(entry);
			},
		};

		expect(await apply(inline(), account, {journal})).toEqual({outcome: 'applied'});
		expect(atWrite).toBe(looks);
	},
);

test('credentials that became those of another account write nothing', async () => {
	const account = fakeAccount();
	const planned = {...(await account.reads.identity()), accountId: '210987654321'};
	const guardReads = {...account.reads, identity: async () => planned};

	expect(await apply(inline(), account, {guardReads})).toMatchObject({
		outcome: 'refused',
		why: expect.stringContaining('are now for account 123456789012'),
	});
	expect(account.written).toEqual([]);
});

test('what somebody else wrote right after is told beside a journal that failed, as a fact of its own', async () => {
	const account = fakeAccount();
	account.after.putInlinePolicy = () => {
		account.state.roles['orders-role']?.policies.splice(0, 1, {
			kind: 'inline',
			name: 'sfn-fix-logs',
			arn: null,
			document: policy(allow('sqs:SendMessage')),
		});
	};
	const journal = memoryJournal();
	const result = await apply(inline(), account, {
		journal: {
			...journal,
			append: entry =>
				entry.status === 'applied'
					? Promise.reject(new JournalError('The disk is full.'))
					: journal.append(entry),
		},
	});

	expect(result).toMatchObject({outcome: 'not-visible', isReplaced: true});
	expect('warning' in result && result.warning).toMatch(
		/^Something else is there now: .* right after this write\. The disk is full\.$/,
	);
});
