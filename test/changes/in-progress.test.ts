import {mkdtemp, rm} from 'node:fs/promises';
import {hostname, tmpdir} from 'node:os';
import path from 'node:path';
import {expect, test} from 'vitest';
import {AccountError} from '../../source/account/account-error.ts';
import {applyChange} from '../../source/changes/apply-change.ts';
import {memoryJournal, openJournal} from '../../source/changes/journal.ts';
import {recordingRepeats} from '../../source/changes/record-repeat.ts';
import {settleJournal} from '../../source/changes/settle.ts';
import {settleRepeats} from '../../source/changes/settle-repeats.ts';
import {nextUndo, undoPlan} from '../../source/changes/undo.ts';
import {systemClock} from '../../source/clock.ts';
import {history} from '../../source/commands/history.ts';
import type {Retry} from '../../source/diagnosis/retry.ts';
import {schemaErrors} from '../support/schema.ts';
import {fakeAccount} from './fake-account.ts';
import {inline} from './sample-changes.ts';

const owner = {pid: process.pid, host: hostname()};
const who = `process ${process.pid} on ${hostname()}`;

test('what another process writes at this moment is in progress, and nobody else resolves it', async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'sfn-fix-'));
	const journal = openJournal(path.join(folder, 'journal.jsonl'));
	const account = fakeAccount();
	const identity = await account.reads.identity();
	const seen: Record<string, unknown> = {};
	const put = account.writes.putInlinePolicy;
	account.writes.putInlinePolicy = async (...given) => {
		seen.list = await told([]);
		seen.one = await told([(await journal.entries())[0]?.id ?? '']);
		seen.json = JSON.parse(await told([], {json: true}));
		const [entry] = await journal.entries();
		seen.named = entry && (await undoPlan(entry, account.reads, null, await journal.writer()));
		seen.next = (await nextUndo(journal, account.reads, null)).next?.plan;
		const options = {journal, account, identity, clock: systemClock, endpointUrl: null};
		seen.settled = await settleJournal(options);
		seen.status = (await journal.entries())[0]?.status;
		return put(...given);
	};

	const told = async (operands: string[], options = {}) => {
		let text = '';
		const write = (part: string) => {
			text += part;
			return true;
		};
		const streams = {stdout: {write}, stderr: {write}, stdin: {}, env: {}} as never;
		await history({command: 'history', operands, options} as never, streams, journal);
		return text;
	};

	await applyChange(inline({policyName: 'p'}), {account, journal, clock: systemClock});

	const refused = {kind: 'refused', why: expect.stringContaining(`is in progress: ${who}`)};
	expect(seen).toMatchObject({
		list: expect.stringMatching(/ {2}in progress {2}.* {2}\(process \d+ on /),
		one: expect.stringMatching(/^state +in progress\nwriter +process \d+ on \S+, since /m),
		json: {changes: [{status: 'started', state: 'in-progress', writer: owner}]},
		named: refused,
		next: refused,
		settled: [],
		status: 'started',
	});
	expect(schemaErrors('history', seen.json)).toEqual([]);
	expect(JSON.parse(await told([], {json: true})).changes[0]).toMatchObject({
		state: 'applied',
		writer: null,
	});

	// One that an earlier process left behind is not the present writer's.
	const [closed] = await journal.entries();
	await journal.append({...closed, status: 'started', at: '2026-01-01T00:00:00.000Z'} as never);
	await journal.exclusively(async () => {
		expect(await told([])).toMatch(/ {2}interrupted {2}/);
	});
	await rm(folder, {recursive: true});
});

const redrive: Retry = {
	kind: 'redrive',
	title: '',
	sideEffects: '',
	executionArn: 'arn:aws:states:eu-central-1:123456789012:execution:orders:one',
};

test.each([
	['done', null],
	['failed', new AccountError('access-denied', 'states:RedriveExecution', 'Denied.')],
	['unknown', new AccountError('no-network', 'states:RedriveExecution', 'Lost.')],
])('a repeated execution is recorded as %s once AWS has answered', async (status, error) => {
	const folder = await mkdtemp(path.join(tmpdir(), 'sfn-fix-'));
	const journal = openJournal(path.join(folder, 'journal.jsonl'));
	const fake = fakeAccount();
	const during: unknown[] = [];
	const statuses = async () => [...(await journal.repeats()).values()].map(each => each.status);
	const account = {
		reads: {
			...fake.reads,
			execution: async () => ({arn: redrive.executionArn, stoppedAt: null, redriveCount: 0}),
		},
		writes: {
			...fake.writes,
			async redrive() {
				during.push(...(await statuses()), await journal.writer());

				if (error) {
					throw error;
				}
			},
		},
	} as never;
	const identity = await fake.reads.identity();
	const recording = await recordingRepeats(redrive, {
		account,
		journal,
		identity,
		clock: systemClock,
		run: 'r',
	});
	expect(await statuses()).toEqual([]);
	await recording.writes.redrive(redrive.executionArn).catch(() => {});
	expect(during).toMatchObject(['started', owner]);
	expect(await statuses()).toEqual([status]);
	await rm(folder, {recursive: true});
});

test('a start that a crash kept out of the journal is met again; one that failed is followed by another', async () => {
	const fake = fakeAccount();
	const machine = 'arn:aws:states:eu-central-1:123456789012:stateMachine:orders';
	const there = new Map<string, string>();
	const account = {
		reads: {
			...fake.reads,
			execution: async (arn: string) => ({
				arn,
				status: there.get(arn.split(':').at(-1) ?? '') ?? 'FAILED',
				stoppedAt: null,
				redriveCount: 0,
			}),
		},
		writes: {
			...fake.writes,
			async startExecution(_machine: string, _input: string, name: string) {
				if (there.has(name)) {
					throw new AccountError(
						'conflict',
						'states:StartExecution',
						'There.',
						'ExecutionAlreadyExists',
					);
				}

				there.set(name, 'SUCCEEDED');
				return `${machine.replace(':stateMachine:', ':execution:')}:${name}`;
			},
		},
	} as never;
	const start: Retry = {
		kind: 'start-execution',
		title: '',
		sideEffects: '',
		stateMachineArn: machine,
		input: '{}',
		repeats: 'arn:aws:states:eu-central-1:123456789012:execution:orders:one',
	};
	// Each with a journal of its own: the record of the start before was lost.
	const startAgain = async () => {
		const options = {account, identity: await fake.reads.identity(), clock: systemClock, run: 'r'};
		const recording = await recordingRepeats(start, {...options, journal: memoryJournal()});
		return recording.writes.startExecution(machine, '{}');
	};

	const first = await startAgain();
	expect(await startAgain()).toBe(first);
	expect(there.size).toBe(1);
	there.set(first.split(':').at(-1) ?? '', 'FAILED');
	expect(await startAgain()).toBe(`${first}-2`);
	expect(there.size).toBe(2);
});

test('a repeat that a crash left open is recorded once the account shows it, and only then', async () => {
	const fake = fakeAccount();
	const identity = await fake.reads.identity();
	const arn = (name: string) => `arn:aws:states:eu-central-1:123456789012:execution:orders:${name}`;
	const shown: Record<string, object> = {
		[arn('redriven')]: {redriveCount: 1},
		[arn('waiting')]: {redriveCount: 0},
		[arn('sfn-fix-c')]: {},
	};
	const account = {
		...fake,
		reads: {
			...fake.reads,
			async execution(executionArn: string) {
				const found = shown[executionArn];

				if (found === undefined) {
					throw new AccountError('not-found', 'states:DescribeExecution', 'None.');
				}

				return found;
			},
		},
	} as never;
	const journal = memoryJournal();
	const entry = (id: string, name: string, more: object) =>
		journal.append({
			id,
			at: '2026-01-01T00:00:00.000Z',
			accountId: identity.accountId,
			region: identity.region,
			identityArn: identity.arn,
			run: 'r',
			executionArn: arn(name),
			stoppedAt: 1,
			redriveCount: 0,
			repeat: 'redrive',
			status: 'started',
			error: null,
			...more,
		} as never);
	await entry('a', 'redriven', {});
	await entry('b', 'waiting', {status: 'unknown'});
	await entry('c', 'failed', {repeat: 'start-execution'});
	await entry('d', 'lost', {repeat: 'start-execution'});
	await entry('e', 'redriven', {accountId: '999999999999'});
	await settleRepeats({journal, account, identity});

	const statuses = [...(await journal.repeats())].map(([id, {status}]) => [id, status]);
	expect(Object.fromEntries(statuses)).toEqual({
		a: 'done',
		b: 'unknown',
		c: 'done',
		d: 'started',
		e: 'started',
	});
});
