import type {HistoryEvent} from '../account/step-functions.ts';
import {enteredEvent} from './entered-event.ts';
import {passesOn, textOf} from './failing-state.ts';
import type {Passage} from './passage.ts';

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
	const entered = enteredEvent(event, newestFirst);

	return (
		entered && {
			state: textOf(entered, 'name') ?? '',
			enteredAt: entered.timestamp,
			input: textOf(entered, 'input'),
			events: newestFirst
				.filter(each => !passesOn(each) && enteredEvent(each, newestFirst) === entered)
				.toReversed(),
		}
	);
}

/** The same of a passage; null where the events read do not reach back to its beginning. */
export const visitIn = ({entered, name, events}: Passage): Visit | null =>
	entered && {
		state: name ?? '',
		enteredAt: entered.timestamp,
		input: textOf(entered, 'input'),
		events,
	};
