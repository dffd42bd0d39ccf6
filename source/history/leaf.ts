import type {HistoryEvent} from '../account/step-functions.ts';
import {type Told, toldBy} from './event-details.ts';
import type {Passage} from './passage.ts';
import {isFailure, isOfLastAttempt, type Passages} from './passages.ts';

/** These only pass on what failed within. */
const passesOn = /^(?:ParallelState|MapState|MapIteration)Failed$/;

/** The passage in which a failure began that an event tells of. */
export function leafOf(event: HistoryEvent, passages: Passages): Passage | null {
	const passage = passages.of.get(event.id) ?? null;
	const before = passages.events.get(event.previousEventId);
	const inner = before && passages.of.get(before.id);

	if (passage === null || !passesOn.test(event.type)) {
		return passage;
	}

	if (before && inner && inner !== passage) {
		return leafOf(before, passages);
	}

	return before && isFailure(before)
		? passage
		: (lastFailureWithin(passage, passages.all) ?? passage);
}

/** Where the event does not point to it: what failed last in the last attempt and was not survived. */
function lastFailureWithin(container: Passage, all: readonly Passage[]): Passage | null {
	const last = all
		.filter(
			passage =>
				passage.within === container &&
				isOfLastAttempt(passage) &&
				passage.left === null &&
				(passage.type === 'Fail' || passage.events.slice(-1).some(isFailure)),
		)
		.reduce<Passage | null>(
			(latest, passage) => (latest && lastId(latest) > lastId(passage) ? latest : passage),
			null,
		);
	const isContainer = last?.type === 'Parallel' || last?.type === 'Map';

	return last && isContainer ? (lastFailureWithin(last, all) ?? last) : last;
}

const lastId = ({events}: Passage): number => events.at(-1)?.id ?? 0;

/** What is or was under way, the one that has waited longest first; states around others are none of these. */
export function openPassages({all}: Passages): Passage[] {
	const open = all.filter(
		passage =>
			(passage.left === null || passage.left === 'aborted') &&
			passage.type !== 'Fail' &&
			passage.events.length > 0 &&
			isOfLastAttempt(passage),
	);
	const outer = new Set(open.map(({within}) => within));
	return open.filter(passage => !outer.has(passage));
}

/** Whether a Parallel or Map state failed of something within it that the events read do not reach back to. */
export function isUnreadWithin({events: own}: Passage, {events}: Passages): boolean {
	const failure = own.findLast(isFailure);
	return passesOn.test(failure?.type ?? '') && !events.has(failure?.previousEventId ?? -1);
}

/** Where what ended an execution began; null where the events read do not show it. */
export function leafAtEnd(end: HistoryEvent, passages: Passages): Passage | null {
	if (end.type !== 'ExecutionFailed') {
		return openPassages(passages)[0] ?? null;
	}

	const stated = statedIn(toldBy(end));
	const entered = stated === null ? undefined : passages.of.get(stated);
	const before = passages.events.get(end.previousEventId);

	return entered ?? (before ? leafOf(before, passages) : null);
}

/** What Step Functions itself gives up names the event with which the state was entered. */
function statedIn({error, cause}: Told): number | null {
	const [, id] =
		/^An error occurred while executing the state '[^']{1,80}' \(entered at the event id #(\d{1,6})\)/.exec(
			error?.startsWith('States.') ? (cause ?? '') : '',
		) ?? [];

	return id === undefined ? null : Number(id);
}
