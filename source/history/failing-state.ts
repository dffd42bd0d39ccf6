import type {HistoryEvent} from '../account/step-functions.ts';
import {enteredEvent} from './entered-event.ts';

export type FailingState = {
	/** Null where the events read do not reach back to where it was entered. */
	state: string | null;
	error: string | null;
	cause: string | null;
};

/** Events to read for it: a state's own are near the end, its retries between them. */
export const eventsToRead = 200;

const ending = /^Execution(?:Failed|TimedOut|Aborted)$/;
const failing = /(?:Failed|TimedOut)$/;
/** These only pass on what a state within them met with. */
const passingOn = /^(?:Execution|ParallelState|MapState|MapIteration|MapRun)/;

export const passesOn = ({type}: HistoryEvent): boolean =>
	passingOn.test(type) && !type.endsWith('StateEntered');

/** The state in which an execution failed, from its newest events; null where none of them is a failure. */
export function failingState(newestFirst: readonly HistoryEvent[]): FailingState | null {
	const event = failingEvent(newestFirst);

	return (
		event && {
			state: stateOf(event, newestFirst),
			error: textOf(event, 'error'),
			cause: textOf(event, 'cause'),
		}
	);
}

/** After a failure that was caught the state is left, after one that is retried the task is scheduled anew. */
const goesOn = ({type}: HistoryEvent): boolean => /(?:StateExited|Scheduled)$/.test(type);

/** The event that tells of it: the state's own, where it has one. */
export function failingEvent(newestFirst: readonly HistoryEvent[]): HistoryEvent | null {
	const end = newestFirst.find(({type}) => ending.test(type));
	const survived = new Set(newestFirst.filter(goesOn).map(({previousEventId}) => previousEventId));
	const failure = newestFirst.find(
		event => failing.test(event.type) && !passesOn(event) && !survived.has(event.id),
	);
	const error = textOf(end, 'error');
	const isOwn = failure && (error === null || textOf(failure, 'error') === error);
	return (isOwn ? failure : end) ?? null;
}

/** The state an event belongs to: the one entered last on the way to it. */
export const stateOf = (event: HistoryEvent, events: readonly HistoryEvent[]): string | null =>
	textOf(enteredEvent(event, events) ?? undefined, 'name');

export function textOf(event: HistoryEvent | undefined, field: string): string | null {
	const value = event?.details[field];
	return typeof value === 'string' ? value : null;
}
