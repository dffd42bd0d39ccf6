import type {HistoryEvent} from '../account/step-functions.ts';
import {passesOn, textOf} from './failing-state.ts';

/** One passage of an execution through a state. */
export type Visit = {
	state: string;
	enteredAt: Date | null;
	/** JSON, as the state got it; null where the history does not show it. */
	input: string | null;
	/** What happened in the state itself, the oldest first; the states within it are none of these. */
	events: HistoryEvent[];
};

/** The visit that an event belongs to; null where the events read do not reach back to its beginning. */
export function visitOf(event: HistoryEvent, newestFirst: readonly HistoryEvent[]): Visit | null {
	const byId = new Map(newestFirst.map(each => [each.id, each]));
	const entered = byId.get(enteredIn(event) ?? -1) ?? enteredBefore(event, byId);

	if (!entered) {
		return null;
	}

	return {
		state: textOf(entered, 'name') ?? '',
		enteredAt: entered.timestamp,
		input: textOf(entered, 'input'),
		events: newestFirst
			.filter(each => !passesOn(each) && enteredBefore(each, byId) === entered)
			.toReversed(),
	};
}

/** What goes wrong within a state names the event itself: `(entered at the event id #7)`. */
function enteredIn(event: HistoryEvent): number | null {
	const [, id] = /entered at the event id #(\d{1,6})/.exec(textOf(event, 'cause') ?? '') ?? [];
	return id === undefined ? null : Number(id);
}

function enteredBefore(
	event: HistoryEvent,
	byId: ReadonlyMap<number, HistoryEvent>,
): HistoryEvent | null {
	let at: HistoryEvent | undefined = event;

	for (let steps = 0; at && steps <= byId.size; steps += 1) {
		if (at.type.endsWith('StateEntered')) {
			return at;
		}

		at = byId.get(at.previousEventId);
	}

	return null;
}
