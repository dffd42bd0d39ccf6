import type {HistoryEvent} from '../account/step-functions.ts';
import {detailText} from './event-details.ts';
import {ownerOf, started} from './owner.ts';
import type {Passage} from './passage.ts';

export type Passages = {
	/** The oldest first. */
	all: Passage[];
	/** Of every event that belongs to a state, by the event's id. */
	of: ReadonlyMap<number, Passage>;
	events: ReadonlyMap<number, HistoryEvent>;
	/** The id of the last redrive's event; 0 where there is none. */
	redrivenAt: number;
};

/** A failure of a state's own or of one within it; the retry or the Catch that followed is not told. */
export const isFailure = ({type}: HistoryEvent): boolean =>
	/(?:Failed|TimedOut)$/.test(type) && !type.startsWith('Execution');

/** A state of these types never ends right after it was entered, unless an error without an event was caught. */
const working = new Set(['Task', 'Parallel', 'Map']);

/**
 * Sorts events to the passages they belong to. Events point back to the one before them on their own branch, so
 * that works with the end of a history alone: what it does not reach back to is null.
 */
export function passagesOf(anyOrder: readonly HistoryEvent[]): Passages {
	const events = anyOrder.toSorted((one, other) => one.id - other.id);
	const byId = new Map(events.map(event => [event.id, event]));
	const of = new Map<number, Passage>();
	const all: Passage[] = [];

	const begin = (given: Partial<Passage>): Passage => {
		const passage = {...blank(), ...given};
		all.push(passage);
		return passage;
	};

	let redrivenAt = 0;

	for (const event of events) {
		redrivenAt = event.type === 'ExecutionRedriven' ? event.id : redrivenAt;
		const passage = ownerOf(event, {byId, redrivenAt, of, all, begin});

		if (passage) {
			of.set(event.id, passage);
			passage.events.push(event);
			note(event, passage, byId);
		}
	}

	return {all, of, events: byId, redrivenAt};
}

const blank = (): Passage => ({
	entered: null,
	name: null,
	type: null,
	within: null,
	index: null,
	events: [],
	left: null,
	exited: null,
	attempts: 0,
	attempt: 0,
});

/** What the event changes about its passage. */
function note(event: HistoryEvent, passage: Passage, byId: ReadonlyMap<number, HistoryEvent>) {
	if (event.type.endsWith('StateExited')) {
		passage.exited = event;
		passage.left = wasCaught(event, passage, byId) ? 'caught' : 'succeeded';
		passage.name ??= detailText(event, 'name');
		passage.type ??= event.type.replace('StateExited', '');
	} else if (event.type.endsWith('StateAborted')) {
		passage.left = 'aborted';
	} else if (started.test(event.type)) {
		passage.attempts += 1;
	} else if (passage.left === 'aborted') {
		// Redriven: it is under way again.
		passage.left = null;
	}
}

function wasCaught(
	exited: HistoryEvent,
	{entered, type}: Passage,
	byId: ReadonlyMap<number, HistoryEvent>,
): boolean {
	const before = byId.get(exited.previousEventId);

	return before !== undefined && before === entered
		? working.has(type ?? '')
		: before !== undefined && isFailure(before);
}

/** Of what a Retry of the state around it left behind nothing is under way any more. */
export const isOfLastAttempt = ({within, attempt}: Passage): boolean =>
	within === null || attempt === within.attempts;
