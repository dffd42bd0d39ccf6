import type {HistoryEvent} from '../account/step-functions.ts';
import {detailText} from './event-details.ts';
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

/** Null where the events read do not reach back to its beginning. */
export const visitIn = ({entered, name, events}: Passage): Visit | null =>
	entered && {
		state: name ?? '',
		enteredAt: entered.timestamp,
		input: detailText(entered, 'input'),
		events,
	};
