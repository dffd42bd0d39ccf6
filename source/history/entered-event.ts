import type {HistoryEvent} from '../account/step-functions.ts';

/** The event with which the state was entered that an event belongs to; null where the events do not reach back to it. */
export function enteredEvent(
	event: HistoryEvent,
	events: readonly HistoryEvent[],
): HistoryEvent | null {
	const byId = new Map(events.map(each => [each.id, each]));
	return byId.get(enteredIn(event) ?? -1) ?? enteredBefore(event, byId);
}

/** What goes wrong within a state names the event itself: `(entered at the event id #7)`. */
function enteredIn({details: {cause}}: HistoryEvent): number | null {
	const [, id] =
		/entered at the event id #(\d{1,6})/.exec(typeof cause === 'string' ? cause : '') ?? [];
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
