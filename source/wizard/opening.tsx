import process from 'node:process';
import {useSyncExternalStore} from 'react';
import {systemClock} from '../clock.ts';
import {Frame} from './components/frame.tsx';
import {Hints} from './components/hints.tsx';
import {Keys, noTextAhead, type TextAhead, useKeys, useTextAhead} from './components/keys.tsx';
import {RailProvider, useRoomForRail} from './components/rail.tsx';
import {ThemeProvider} from './components/theme.ts';
import {useElapsed} from './components/use-elapsed.ts';
import {Words} from './components/words.tsx';
import {openScreens, type ScreenStreams, type Screens} from './screens.tsx';
import type {PaintedFrame} from './window.ts';

export type Opening = {
	screens: Screens;
	/** What is being waited for beside. */
	tell(line: string): void;
	/** Resolves when the person leaves. */
	left: Promise<void>;
	/** What is typed and pasted meanwhile, for the first list. */
	ahead: TextAhead;
};

/** The first frame, while AWS says whose credentials these are. Nothing is asked: what is typed is for the first list, and Enter is dropped. */
export function showOpening(
	what: string,
	{colour, painted}: {colour: boolean; painted: PaintedFrame | null},
	streams: ScreenStreams = process,
): Opening {
	let told: string | null = null;
	let changed = () => {};
	let leave = () => {};
	const left = new Promise<void>(resolve => {
		leave = resolve;
	});
	const line: Line = {
		subscribe(listener) {
			changed = listener;
			return () => {
				changed = () => {};
			};
		},
		read: () => told,
	};

	const ahead = noTextAhead();

	return {
		left,
		ahead,
		tell(next) {
			told = next;
			changed();
		},
		screens: openScreens(
			<ThemeProvider value={{clock: systemClock, colour}}>
				<Keys onInterrupt={leave} ahead={ahead}>
					<Waiting what={what} line={line} />
				</Keys>
			</ThemeProvider>,
			streams,
			painted,
		),
	};
}

type Line = {subscribe(listener: () => void): () => void; read(): string | null};

function Waiting({what, line}: {what: string; line: Line}) {
	const hasRail = useRoomForRail();
	const told = useSyncExternalStore(line.subscribe, line.read);
	const ahead = useTextAhead();
	useKeys({isWaiting: true, onKey: ahead.type, onPaste: ahead.paste});

	return (
		<RailProvider value={hasRail}>
			<Frame>
				<Elapsing what={what} />
				{told !== null && <Words tone="dim">{told}</Words>}
				<Hints keys={['Ctrl-C leave']} />
			</Frame>
		</RailProvider>
	);
}

const Elapsing = ({what}: {what: string}) => <Words>{`${what} ... ${useElapsed()} s`}</Words>;
