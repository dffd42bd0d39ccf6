import {useIsScreenReaderEnabled} from 'ink';
import {useEffect, useState} from 'react';
import {useTheme} from './theme.ts';

/** Whole seconds since this was mounted. Stands still for a screen reader, which would read out each tick. */
export function useElapsed(): number {
	const {clock} = useTheme();
	const isRead = useIsScreenReaderEnabled();
	const [start] = useState(() => clock.now());
	const [now, setNow] = useState(start);

	useEffect(() => {
		if (isRead) {
			return;
		}

		const timer = setInterval(() => setNow(clock.now()), 1000);
		return () => clearInterval(timer);
	}, [clock, isRead]);

	return Math.max(0, Math.floor((now - start) / 1000));
}
