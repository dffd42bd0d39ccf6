import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {executionsIn, longestDelay} from '../../source/execution-log/executions-in.ts';
import type {LogGroupLine} from '../../source/execution-log/log-record.ts';
import {statusWords} from '../../source/execution-log/status-words.ts';
import {trueStatus} from '../../source/execution-log/true-status.ts';
import {durationOf} from '../../source/text.ts';

const noon = Date.UTC(2026, 9, 1, 12);
const minute = 60_000;
const arnOf = (name: string, kind = 'express') =>
	`arn:aws:states:eu-west-1:123456789012:${kind}:pricing:${name}:0b1f`;

type Event = {id: number; type: string; at: number; details?: object};

const line = (name: string, {id, type, at, details = {}}: Event, delay = 3000): LogGroupLine => ({
	timestamp: at,
	ingestedAt: at + delay,
	stream: null,
	message: JSON.stringify({
		id: String(id),
		type,
		details,
		previous_event_id: String(id - 1),
		event_timestamp: String(at),
		execution_arn: arnOf(name),
	}),
});

const statusIn = (lines: LogGroupLine[], until = noon) => {
	const [execution] = executionsIn(lines).executions;
	return execution && trueStatus(execution, until);
};

const started = (at: number): Event => ({id: 1, type: 'ExecutionStarted', at});

describe('the true status', () => {
	it.each([
		['ExecutionSucceeded', {output: '{}'}, {kind: 'succeeded', at: noon - 1}],
		[
			'ExecutionFailed',
			{error: 'Boom', cause: 'It went off'},
			{kind: 'failed', at: noon - 1, error: 'Boom', cause: 'It went off'},
		],
		['ExecutionTimedOut', {}, {kind: 'timed-out', at: noon - 1, error: null, cause: null}],
		[
			'ExecutionAborted',
			{error: '', cause: 7},
			{kind: 'aborted', at: noon - 1, error: null, cause: null},
		],
	])('by %s', (type, details, status) => {
		const end = {id: 2, type, at: noon - 1, details};
		expect(statusIn([line('a', end), line('a', started(noon - 9))])).toEqual(status);
	});

	it('is still running until an Express execution must have ended', () => {
		const lines = [line('a', started(noon - 5 * minute))];
		expect(statusIn(lines)).toEqual({kind: 'running', since: noon - 5 * minute});
		expect(statusIn(lines, noon + 1)).toEqual({kind: 'end-not-logged', since: noon - 5 * minute});
	});

	it('is still running for long where the execution is a Standard one', () => {
		const text = line('a', started(noon - 999 * minute)).message.replace(
			':express:',
			':execution:',
		);
		const lines = [{...line('a', started(noon - 999 * minute)), message: text}];
		expect(statusIn(lines)).toMatchObject({kind: 'running'});
	});

	it('is not taken for an end where a task, a state or a child merely ends', () => {
		const types = [
			'TaskSucceeded',
			'MapRunFailed',
			'ExecutionSucceededElsewhere',
			'FailStateEntered',
		];
		const lines = types.map((type, index) => line('a', {id: index + 2, type, at: noon - 9}));
		expect(statusIn([line('a', started(noon - 10)), ...lines])).toMatchObject({kind: 'running'});
	});
});

const kinds = ['ExecutionSucceeded', 'ExecutionFailed', 'ExecutionTimedOut', 'ExecutionAborted'];

const runs = fc
	.uniqueArray(fc.stringMatching(/^[a-z0-9]{1,8}$/), {minLength: 1, maxLength: 8})
	.chain(names =>
		fc.tuple(
			...names.map(name =>
				fc.record({
					name: fc.constant(name),
					begin: fc.integer({min: noon - 180 * minute, max: noon - 6 * minute}),
					middle: fc.array(
						fc.oneof(fc.constantFrom('TaskStateEntered', 'MapStateExited'), fc.string()),
						{maxLength: 6},
					),
					end: fc.option(fc.constantFrom(...kinds)),
				}),
			),
		),
	);

type Run = {name: string; begin: number; middle: string[]; end: string | null};

function linesOf({name, begin, middle, end}: Run): LogGroupLine[] {
	const types = ['ExecutionStarted', ...middle.filter(type => !kinds.includes(type))];

	return [...types, ...(end === null ? [] : [end])].map((type, index) =>
		line(name, {id: index + 1, type, at: begin + index}),
	);
}

const noise = fc.array(
	fc.oneof(fc.string(), fc.json()).map(message => ({
		message,
		timestamp: noon,
		ingestedAt: null,
		stream: null,
	})),
	{maxLength: 5},
);

describe('whatever the order, the repetitions and the lines between', () => {
	it('every execution has the status of its own end, and its events in order', () => {
		const shuffled = fc.tuple(runs, noise).chain(([all, other]) => {
			const lines = [...all.flatMap(linesOf), ...other];
			return fc.record({
				all: fc.constant(all as Run[]),
				lines: fc.shuffledSubarray([...lines, ...lines.slice(0, 3)], {
					minLength: lines.length + Math.min(3, lines.length),
				}),
			});
		});

		fc.assert(
			fc.property(shuffled, ({all, lines}) => {
				const {executions} = executionsIn(lines);
				expect(executions).toHaveLength(all.length);

				for (const run of all) {
					const execution = executions.find(({arn}) => arn === arnOf(run.name));
					const expected = linesOf(run).map(({message}) => JSON.parse(message).type);
					expect(execution?.records.map(({type}) => type)).toEqual(expected);
					expect(execution && trueStatus(execution, noon).kind).toBe(kindOf(run.end));
				}
			}),
		);
	});
});

const kindOf = (end: string | null): string =>
	end === null
		? 'end-not-logged'
		: (['succeeded', 'failed', 'timed-out', 'aborted'][kinds.indexOf(end)] ?? '');

it('lists the execution that began last first', () => {
	const lines = ['a', 'b', 'c'].map((name, index) => line(name, started(noon + index)));
	expect(executionsIn(lines).executions.map(({arn}) => arn)).toEqual(
		['c', 'b', 'a'].map(name => arnOf(name)),
	);
});

it('knows the longest delay, and none where no line tells', () => {
	const late = [line('a', started(noon), 3000), line('a', {id: 2, type: 'X', at: noon}, 420_000)];
	const untold = late.map(one => ({...one, ingestedAt: null}));

	expect(executionsIn(late).executions.map(longestDelay)).toEqual([420_000]);
	expect(executionsIn(untold).executions.map(longestDelay)).toEqual([null]);
});

it('says a status in words, and cuts a long cause', () => {
	const cause = 'x'.repeat(32_768);
	const words = statusWords({kind: 'failed', at: noon, error: 'Boom', cause});

	expect(words).toMatch(/^FAILED at 2026-10-01 12:00:00 UTC with Boom: x/);
	expect(words.length).toBeLessThan(1100);
});

it.each([
	[999, '999 ms'],
	[1000, '1 s'],
	[59_600, '1 min 0 s'],
	[423_000, '7 min 3 s'],
	[3 * 3_600_000, '3 h 0 min'],
])('%i milliseconds are %s', (milliseconds, words) => {
	expect(durationOf(milliseconds)).toBe(words);
});
