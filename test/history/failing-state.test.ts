import {expect, test} from 'vitest';
import type {HistoryEvent} from '../../source/account/step-functions.ts';
import {failingState} from '../../source/history/failing-state.ts';

/** The newest first, as they are read: each line `id previous type name-or-error`. */
const history = (lines: string): HistoryEvent[] =>
	lines
		.trim()
		.split('\n')
		.map(line => {
			const [id, previous, type = '', ...rest] = line.trim().split(' ');
			const text = rest.join(' ');
			return {
				id: Number(id),
				previousEventId: Number(previous),
				type,
				timestamp: null,
				details: type.endsWith('StateEntered')
					? {name: text}
					: text
						? {error: text, cause: 'c'}
						: {},
			};
		});

test('the state of the newest failure', () => {
	const events = history(`
		7 6 ExecutionFailed ECS.AccessDeniedException
		6 5 TaskFailed ECS.AccessDeniedException
		5 4 TaskScheduled
		4 3 TaskStateEntered Pack
		3 2 TaskStateExited
		2 1 TaskStateEntered Collect
	`);
	expect(failingState(events)).toEqual({
		state: 'Pack',
		error: 'ECS.AccessDeniedException',
		cause: 'c',
	});
});

test('of branches that run beside each other, the one that failed', () => {
	const events = history(`
		9 8 ExecutionFailed Boom
		8 7 ParallelStateFailed
		7 4 TaskFailed Boom
		6 5 TaskScheduled
		5 2 TaskStateEntered Slow branch
		4 3 TaskScheduled
		3 2 TaskStateEntered Failing branch
		2 1 ParallelStateEntered Fan out
	`);
	expect(failingState(events)?.state).toBe('Failing branch');
});

test('a failure that was caught before is not what ended the execution', () => {
	const events = history(`
		8 7 ExecutionFailed States.Runtime
		7 6 ChoiceStateEntered Which way
		6 5 TaskStateExited
		5 4 TaskFailed Caught
		4 3 TaskScheduled
		3 2 TaskStateEntered Charge
	`);
	expect(failingState(events)).toMatchObject({state: 'Which way', error: 'States.Runtime'});
});

test('without the event that entered it, the state is not known', () => {
	expect(failingState(history('9 8 TaskFailed Boom'))).toMatchObject({state: null, error: 'Boom'});
});

test('no failure among them', () => {
	expect(failingState(history('2 1 TaskStateEntered Pack'))).toBeNull();
	expect(failingState([])).toBeNull();
});

test('events that point at each other do not keep it from ending', () => {
	expect(failingState(history('2 3 TaskFailed Boom\n3 2 TaskScheduled'))?.state).toBeNull();
});
