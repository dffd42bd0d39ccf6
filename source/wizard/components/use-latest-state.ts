import {useCallback, useRef, useState} from 'react';

/** State that keys arriving in one chunk see up to date, before React has painted in between. */
export function useLatestState<State>(
	initial: () => State,
): [State, () => State, (next: State) => void] {
	const [state, setState] = useState(initial);
	const latest = useRef(state);
	const read = useCallback(() => latest.current, []);
	const write = useCallback((next: State) => {
		latest.current = next;
		setState(next);
	}, []);

	return [state, read, write];
}
