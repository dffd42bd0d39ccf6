import type {HistoryEvent} from '../account/step-functions.ts';

/** One passage of an execution through a state. */
export type Passage = {
	/** Null where the events read do not reach back to its beginning. */
	entered: HistoryEvent | null;
	name: string | null;
	/** `Task`, `Parallel`, …; null where the events do not say. */
	type: string | null;
	/** The Parallel or Map state that it ran in. */
	within: Passage | null;
	/** The iteration of that Map state. */
	index: number | null;
	/** Its own events, the oldest first: not those of the states within it. */
	events: HistoryEvent[];
	/** How it was left; null while it is open, and where it failed with nothing that caught it. */
	left: 'succeeded' | 'caught' | 'aborted' | null;
	exited: HistoryEvent | null;
	/** Attempts of a Parallel or Map state: one more with each Retry. */
	attempts: number;
	/** The attempt of the state around it that it belongs to. */
	attempt: number;
};
