import type {HistoryEventState} from '../state.ts';
import type {RunEvent} from './run-states.ts';

/** Ten milliseconds from one event to the next. */
const step = 10;

/** Numbers the events on from those that are there. */
export const continueHistory = (
	history: readonly HistoryEventState[],
	events: readonly RunEvent[],
	now: number,
): HistoryEventState[] => {
	const last = history.at(-1)?.id ?? 0;

	return events.map(({type, details}, index) => ({
		id: last + index + 1,
		previousEventId: last + index,
		type,
		timestamp: now + step * index,
		details,
	}));
};
