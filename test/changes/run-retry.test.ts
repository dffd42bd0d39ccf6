import {describe, expect, it} from 'vitest';
import {AccountError} from '../../source/account/account-error.ts';
import type {LogEvent, LogEventQuery} from '../../source/account/cloudwatch-logs.ts';
import {memoryJournal} from '../../source/changes/journal.ts';
import {type RepeatedAlone, runRetry} from '../../source/changes/run-retry.ts';
import {createFakeClock} from '../practice/fake-clock.ts';
import {fakeReads} from '../support/fake-reads.ts';
import {aLogGroup, ordersArn, ordersLogGroup} from '../support/samples.ts';

const executionArn = 'arn:aws:states:eu-west-1:123456789012:express:orders:test:0b1f';

const retry: RepeatedAlone = {
	kind: 'start-execution',
	title: 'Start a test execution of orders',
	sideEffects: 'It is a real one.',
	stateMachineArn: ordersArn,
	input: '{"order":1}',
	logGroupName: ordersLogGroup,
};

type Given = {
	/** The types of its events, and the seconds from its start until each can be read. */
	events?: Array<[type: string, arrives: number]>;
	/** Lines of other executions. */
	others?: LogEvent[];
	/** Thrown by the n-th start, counted from 0, or by the reading of logs. */
	start?: (attempt: number) => void;
	read?: (query: LogEventQuery) => void;
	logGroups?: ReturnType<typeof aLogGroup>[];
};

async function run(given: Given, retried: RepeatedAlone = retry, signal?: AbortSignal) {
	const clock = createFakeClock();
	const starts: string[] = [];
	const progress: string[] = [];
	let startedAt = 0;

	const reads = fakeReads({
		logGroups: given.logGroups ?? [aLogGroup()],
		reads: {
			async logEvents(query) {
				given.read?.(query);
				const events = (given.events ?? [])
					.map(([type, arrives], index) => eventOf(type, index, startedAt, arrives))
					.filter(({ingestedAt}) => Number(ingestedAt) <= clock.now());
				return {
					events: [...(given.others ?? []), ...events],
					truncated: false,
					source: 'FilterLogEvents' as const,
				};
			},
		},
	});
	const writes = {
		async startExecution(_arn: string, input: string) {
			const attempt = starts.push(input) - 1;
			given.start?.(attempt);
			startedAt = clock.now();
			return executionArn;
		},
	};
	// Nothing but what is given here is called; anything else fails the test.
	const account = {reads, writes} as unknown as Parameters<typeof runRetry>[1]['account'];
	const result = await runRetry(retried, {
		account,
		clock,
		journal: memoryJournal(),
		endpointUrl: null,
		...(signal && {signal}),
		onProgress: (seconds, what) => progress.push(`${what} ${seconds}`),
	});

	return {result, starts, progress, slept: clock.slept()};
}

const eventOf = (type: string, index: number, startedAt: number, arrives: number): LogEvent => ({
	timestamp: startedAt + index,
	ingestedAt: startedAt + arrives * 1000,
	stream: 'states/orders/1',
	message: JSON.stringify({
		id: String(index + 1),
		type,
		details: type === 'ExecutionFailed' ? {error: 'Boom', cause: 'It went off'} : {},
		event_timestamp: String(startedAt + index),
		execution_arn: executionArn,
	}),
});

const refused = new AccountError('access-denied', 'states:StartExecution', 'you may not.');

describe('a test execution', () => {
	it('has proven the logs once its end has arrived', async () => {
		const {result, starts, progress} = await run({
			events: [
				['ExecutionStarted', 2],
				['ExecutionSucceeded', 20],
			],
		});

		expect(starts).toEqual(['{"order":1}']);
		expect(result.outcome).toBe('succeeded');
		expect(result.message).toMatch(
			/^The execution succeeded at \S+ \S+ UTC\. Its log events \(2\), ExecutionStarted to ExecutionSucceeded, arrived in \/aws\/vendedlogs\/states\/orders, the last one 20 s after it happened\. ARN: arn:\S+$/,
		);
		expect(progress[0]).toBe('Waiting for its events in the logs 0');
	});

	it('that fails has proven the logs just as well, and says how it failed', async () => {
		const {result} = await run({events: [['ExecutionFailed', 1]]});
		expect(result.outcome).toBe('succeeded');
		expect(result.message).toMatch(
			/with Boom: It went off\. .*the failure is a separate problem\. ARN: /,
		);
	});

	it('whose end stays out is not waited for beyond the bound', async () => {
		const {result, slept} = await run({events: [['ExecutionStarted', 1]]});
		expect(slept).toBeLessThanOrEqual(90_000);
		expect(slept).toBeGreaterThan(60_000);
		expect(result.outcome).toBe('unknown');
		expect(result.message).toContain('it can still be running');
	});

	it('of which nothing arrives has proven nothing, and is not started again', async () => {
		const {result, starts} = await run({});
		expect(starts).toHaveLength(1);
		expect(result.outcome).toBe('failed');
		expect(result.message).toContain('None of its events arrived');
	});

	it('is not taken for another execution that arrives meanwhile', async () => {
		const {message} = eventOf('ExecutionSucceeded', 0, 0, 0);
		const other = {
			timestamp: 1,
			ingestedAt: 1,
			stream: null,
			message: message.replace(':test:', ':x:'),
		};
		const {result} = await run({others: [other]});
		expect(result).toMatchObject({outcome: 'failed', message: expect.stringContaining('None')});
	});

	it('is started once AWS lets it, and waited for then', async () => {
		const {result, starts} = await run({
			events: [['ExecutionSucceeded', 1]],
			start(attempt) {
				if (attempt < 2) {
					throw refused;
				}
			},
		});
		expect(starts).toHaveLength(3);
		expect(result.outcome).toBe('succeeded');
	});

	it('is not looked for where the logs may not be read', async () => {
		const {result, slept} = await run({
			read() {
				throw new AccountError('access-denied', 'logs:FilterLogEvents', 'you may not.');
			},
		});
		expect(slept).toBe(0);
		expect(result).toMatchObject({
			outcome: 'failed',
			message: expect.stringContaining('could not be read: you may not.'),
		});
	});

	it('is looked for again where CloudWatch Logs only wants a pause', async () => {
		let reads = 0;
		const {result} = await run({
			events: [['ExecutionSucceeded', 1]],
			read() {
				reads += 1;

				if (reads < 3) {
					throw new AccountError('throttled', 'logs:FilterLogEvents', 'slow down.');
				}
			},
		});
		expect(result.outcome).toBe('succeeded');
	});

	it('is not looked for in a log group that is gone', async () => {
		const {result} = await run({logGroups: []});
		expect(result).toMatchObject({
			outcome: 'failed',
			message: expect.stringContaining('no log group'),
		});
	});

	it('is no longer waited for once the person breaks off', async () => {
		const {slept} = await run({}, retry, AbortSignal.abort());
		expect(slept).toBe(0);
	});

	it('is waited for nowhere where no log group is said: how it ends is not known', async () => {
		const {logGroupName: _, ...without} = retry;
		const {result, slept} = await run({}, without);
		expect([result, slept]).toEqual([
			{
				outcome: 'unknown',
				executionArn,
				message: `Execution ${executionArn} started. AWS keeps no history of Express executions, and no log group shows how it ended.`,
			},
			0,
		]);
	});
});
