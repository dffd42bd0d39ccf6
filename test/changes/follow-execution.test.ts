import {describe, expect, test} from 'vitest';
import {AccountError} from '../../source/account/account-error.ts';
import type {ExecutionStatus, HistoryEvent} from '../../source/account/step-functions.ts';
import {memoryJournal} from '../../source/changes/journal.ts';
import type {RetryContext} from '../../source/changes/retry-context.ts';
import {type RepeatedAlone, runRetry} from '../../source/changes/run-retry.ts';
import {createFakeClock} from '../practice/fake-clock.ts';
import {fakeReads} from '../support/fake-reads.ts';
import {ordersArn} from '../support/samples.ts';

const executionArn = 'arn:aws:states:eu-west-1:123456789012:execution:orders:nightly-42';
const startedArn = 'arn:aws:states:eu-west-1:123456789012:execution:orders:new';

const redrive: RepeatedAlone = {kind: 'redrive', title: '', sideEffects: '', executionArn};
const start: RepeatedAlone = {
	kind: 'start-execution',
	title: '',
	sideEffects: '',
	stateMachineArn: ordersArn,
	input: '{}',
};

type Run =
	| {ends: 'SUCCEEDED'; after?: number; caught?: {error: string; cause: string}}
	| {ends: 'FAILED'; error: string; cause: string; state: string; after?: number}
	| {ends: 'RUNNING'; passes?: boolean};

const refusal = (resource: string, session = 'a'): Run => ({
	ends: 'FAILED',
	error: 'ECS.AccessDeniedException',
	cause: `User: arn:aws:sts::123456789012:assumed-role/orders-role/${session} is not authorized to perform: iam:PassRole on resource: ${resource} (Request ID: 0b1f2e3d-0000-4000-8000-${session.padStart(12, '0')})`,
	state: 'Pack',
});

const notRead = new AccountError('access-denied', 'states:DescribeStateMachineForExecution', 'no.');

/** An execution that failed at Pack, and what becomes of each run that follows. */
async function play(retry: RepeatedAlone, runs: Run[], wrong: Record<string, () => never> = {}) {
	const clock = createFakeClock();
	const calls: string[] = [];
	let events: HistoryEvent[] = [];
	let begun = clock.now();
	let current: Run | null = retry.kind === 'redrive' ? (runs.shift() ?? null) : null;
	let stoppedAt: Date | null = retry.kind === 'redrive' ? new Date(begun) : null;

	const record = (run: Run) => {
		const add = (type: string, details: Record<string, unknown>) => {
			const id = events.length + 1;
			events = [{id, previousEventId: id - 1, type, timestamp: null, details}, ...events];
		};
		add('TaskStateEntered', {name: 'state' in run ? run.state : 'Pack'});

		if (run.ends === 'FAILED') {
			add('TaskFailed', {error: run.error, cause: run.cause});
			add('ExecutionFailed', {error: run.error, cause: run.cause});
		} else if (run.ends === 'SUCCEEDED' || run.passes) {
			if ('caught' in run) {
				add('TaskFailed', {...run.caught});
			}

			add('TaskStateExited', {name: 'Pack'});
		}
	};
	const next = () => {
		current = runs.shift() ?? null;
		begun = clock.now();
		stoppedAt =
			current && current.ends !== 'RUNNING' ? new Date(begun + (current.after ?? 2000)) : null;

		if (current) {
			record(current);
		}
	};

	if (current) {
		record(current);
	}

	const statusNow = (): ExecutionStatus =>
		current === null || current.ends === 'RUNNING'
			? 'RUNNING'
			: stoppedAt && clock.now() >= stoppedAt.getTime()
				? current.ends
				: 'RUNNING';
	const reads = fakeReads({
		reads: {
			execution: async arn =>
				({
					arn,
					status: statusNow(),
					stoppedAt: statusNow() === 'RUNNING' ? null : stoppedAt,
					error: current?.ends === 'FAILED' ? current.error : null,
					cause: current?.ends === 'FAILED' ? current.cause : null,
				}) as never,
			historyPage: async () => ({events, next: null}),
			executedMachine: async () => Promise.reject(notRead),
			...wrong,
		},
	});
	const writes = {
		async redrive(arn: string) {
			calls.push(`redrive ${arn.split(':').at(-1)}`);
			next();
		},
		async startExecution() {
			calls.push('start');
			next();
			return startedArn;
		},
	};
	const result = await runRetry(retry, {
		account: {reads, writes} as unknown as RetryContext['account'],
		clock,
		journal: memoryJournal(),
		endpointUrl: null,
		onProgress() {},
	});

	return {...result, calls, slept: clock.slept()};
}

const pack = 'arn:aws:iam::123456789012:role/pack-task';

describe('a redrive', () => {
	test('is followed until the execution succeeds', async () => {
		const {outcome, message} = await play(redrive, [refusal(pack), {ends: 'SUCCEEDED', after: 0}]);
		expect({outcome, message}).toEqual({
			outcome: 'succeeded',
			message: `The execution succeeded: ${executionArn}`,
		});
	});

	test('proves nothing where what failed before failed again, and a Catch handled it', async () => {
		const before = refusal(pack);
		const {outcome, message} = await play(redrive, [
			before,
			{ends: 'SUCCEEDED', ...(before.ends === 'FAILED' && {caught: before})},
		]);
		expect(outcome).toBe('failed');
		expect(message).toContain('occurred again and a Catch handled it');
	});

	test('is not tried again for a refusal that a function only quotes', async () => {
		const quoting: Run = {
			ends: 'FAILED',
			error: 'TenantError',
			cause: '{"errorType":"TenantError","errorMessage":"tenant 7 is not authorized"}',
			state: 'Pack',
		};
		const {outcome, message, calls} = await play(redrive, [quoting, quoting]);
		expect(outcome).toBe('failed');
		expect(message).not.toContain('AWS still refuses');
		expect(calls).toHaveLength(1);
	});

	test('that has passed the state that failed is still no success while it runs', async () => {
		const {outcome, message} = await play(redrive, [
			refusal(pack),
			{ends: 'RUNNING', passes: true},
		]);
		expect(outcome).toBe('still-running');
		expect(message).toContain('has passed the state Pack');
	});

	test('is tried again while AWS does not know yet what was granted', async () => {
		const {outcome, calls} = await play(redrive, [
			refusal(pack, 'a'),
			refusal(pack, 'b'),
			refusal(pack, 'c'),
			{ends: 'SUCCEEDED'},
		]);
		expect(outcome).toBe('succeeded');
		expect(calls).toEqual(Array(3).fill('redrive nightly-42'));
	});

	test('that fails with the next error says which, at once', async () => {
		const {outcome, message, calls} = await play(redrive, [
			refusal(pack),
			{ends: 'FAILED', error: 'States.Timeout', cause: 'Too slow', state: 'Announce'},
		]);
		expect(outcome).toBe('failed');
		expect(message).toContain('in the state Announce: States.Timeout: Too slow');
		expect(calls).toHaveLength(1);
	});

	test('that is refused for another role has met the next error', async () => {
		const other = 'arn:aws:iam::123456789012:role/pack-execution';
		const {outcome, message, calls} = await play(redrive, [refusal(pack), refusal(other)]);
		expect(outcome).toBe('failed');
		expect(message).toContain(other);
		expect(calls).toHaveLength(1);
	});

	test('is not waited for without end', async () => {
		const {outcome, message, slept} = await play(redrive, [refusal(pack), {ends: 'RUNNING'}]);
		expect(outcome).toBe('still-running');
		expect(message).toContain('still running and has not failed again');
		expect(slept).toBeLessThanOrEqual(121_000);
	});

	test('gives up after two minutes of the same refusal', async () => {
		const {outcome, message} = await play(redrive, Array(60).fill(refusal(pack)));
		expect(outcome).toBe('failed');
		expect(message).toContain('AWS still refuses');
	});

	test('that nobody may watch is left to run', async () => {
		const execution = (): never => {
			throw new AccountError('access-denied', 'states:DescribeExecution', 'you may not.');
		};
		const {outcome, message} = await play(redrive, [refusal(pack), {ends: 'RUNNING'}], {
			execution: async () => execution(),
		} as never);
		expect(outcome).toBe('unknown');
		expect(message).toContain('could not be seen');
	});
});

describe('a new start', () => {
	test('is followed, and started once only', async () => {
		const {outcome, calls} = await play(start, [{ends: 'SUCCEEDED'}]);
		expect(outcome).toBe('succeeded');
		expect(calls).toEqual(['start']);
	});

	test('that succeeds without the state that failed shows nothing', async () => {
		const repeated = {...start, repeats: executionArn};
		const failed: HistoryEvent[] = [
			{
				id: 2,
				previousEventId: 0,
				type: 'TaskStateEntered',
				timestamp: null,
				details: {name: 'Weigh'},
			},
			{id: 3, previousEventId: 2, type: 'ExecutionFailed', timestamp: null, details: {error: 'x'}},
		];
		const history = async (arn: string) => ({
			events:
				arn === executionArn
					? failed
					: [{id: 1, previousEventId: 0, type: 'ExecutionStarted', timestamp: null, details: {}}],
			next: null,
		});
		const execution = async (arn: string) => ({
			arn,
			status: arn === executionArn ? 'FAILED' : 'SUCCEEDED',
			stoppedAt: null,
			error: null,
			cause: null,
		});
		const {outcome, message} = await play(repeated, [{ends: 'SUCCEEDED'}], {
			historyPage: history,
			execution,
		} as never);
		expect(outcome).toBe('unknown');
		expect(message).toContain('without running the state Weigh');
	});

	test('that is refused for what was just granted goes on where it failed, and starts nothing twice', async () => {
		const {outcome, calls} = await play(start, [
			refusal(pack, 'a'),
			refusal(pack, 'b'),
			{ends: 'SUCCEEDED'},
		]);
		expect(outcome).toBe('succeeded');
		expect(calls).toEqual(['start', 'redrive new', 'redrive new']);
	});
});
