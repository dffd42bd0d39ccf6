import {describe, expect, it} from 'vitest';
import {AccountError, type AccountErrorKind} from '../../source/account/account-error.ts';
import type {LogEventPage, LogEventQuery} from '../../source/account/cloudwatch-logs.ts';
import {executionsIn} from '../../source/execution-log/executions-in.ts';
import {sharedLogs} from '../../source/fleet/shared-logs.ts';

const query = (name: string, to: number): LogEventQuery => ({
	logGroup: {name, class: 'STANDARD'} as LogEventQuery['logGroup'],
	...{from: to - 100, to, executionArn: null},
});

const pageOf = (size: number): LogEventPage => ({
	events: [{timestamp: 1, ingestedAt: null, stream: null, message: 'm'.repeat(size)}],
	...{truncated: false, source: 'FilterLogEvents'},
});

describe('log groups that many state machines write to', () => {
	it('are read once, one after the other, and say up to when', async () => {
		let time = 1000;
		let underWay = 0;
		const asked: LogEventQuery[] = [];
		const read = sharedLogs(
			async each => {
				asked.push(each);
				underWay += 1;
				expect(underWay).toBe(1);
				await new Promise(resolve => setImmediate(resolve));
				underWay -= 1;
				time += 500;
				return pageOf(1);
			},
			{now: () => time},
		);
		const names = ['a', 'b', 'a', 'b'];
		const pages = await Promise.all(names.map(name => read(query(name, 1000))));
		// Asked later, by the clock of the run: the answer is that of before, and says so.
		const later = await read(query('a', 60_000));

		expect(asked.map(({logGroup, to}) => [logGroup.name, to])).toEqual([
			['a', 1000],
			// It waited for its turn: what came meanwhile is in it.
			['b', 1500],
		]);
		expect(pages.map(({readAt}) => readAt)).toEqual([1000, 1500, 1000, 1500]);
		expect(later.readAt).toBe(1000);
	});

	it('are forgotten, the longest unused first, where they are large', async () => {
		const asked: string[] = [];
		const read = sharedLogs(
			async ({logGroup}) => {
				asked.push(logGroup.name);
				return pageOf(3_400_000);
			},
			{now: () => 1000},
		);

		for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) {
			await read(query(name, 1000));
		}

		expect(asked).toEqual(['a', 'b', 'c', 'b']);
	});

	it('are sorted out once', async () => {
		const read = sharedLogs(async () => pageOf(1), {now: () => 1000});
		const [one, other] = await Promise.all([1, 2].map(() => read(query('a', 1000))));

		expect(executionsIn(one?.events ?? [])).toBe(executionsIn(other?.events ?? []));
	});

	it.each([
		['access-denied', 1],
		['unavailable', 2],
	] satisfies [AccountErrorKind, number][])('%s is asked for %i times', async (kind, times) => {
		let asked = 0;
		const read = sharedLogs(
			async () => {
				asked += 1;
				throw new AccountError(kind, 'logs:FilterLogEvents', 'No.');
			},
			{now: () => 1000},
		);

		await expect(read(query('a', 1000))).rejects.toThrow('No.');
		await expect(read(query('a', 1000))).rejects.toThrow('No.');
		expect(asked).toBe(times);
	});
});
