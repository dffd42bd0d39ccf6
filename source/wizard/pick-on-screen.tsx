import process from 'node:process';
import {useState} from 'react';
import type {Choice} from '../run/choice.ts';
import {AccountRowsProvider} from './components/account-line.tsx';
import {Frame} from './components/frame.tsx';
import {Keys} from './components/keys.tsx';
import {List} from './components/list.tsx';
import {stillClock, ThemeProvider} from './components/theme.ts';
import {openScreens, type ScreenStreams} from './screens.tsx';
import type {PaintedFrame} from './window.ts';

export type Picked<Event> = Event | 'left' | 'interrupted';

/** One question before a run. */
export async function pickOnScreen<Event>(
	question: Choice<Event>,
	why: string,
	{
		colour,
		painted,
		leavesOnEscape,
	}: {colour: boolean; painted: PaintedFrame | null; leavesOnEscape: boolean},
	streams: ScreenStreams = process,
): Promise<Picked<Event>> {
	let picked: Picked<Event> = 'left';
	const end = (event: Picked<Event>) => {
		picked = event;
		screens.close();
	};
	const screens = openScreens(
		<ThemeProvider value={{clock: stillClock, colour}}>
			<AccountRowsProvider value={0}>
				<Keys onInterrupt={() => end('interrupted')}>
					<Frame>
						<Pick
							{...question}
							why={why}
							leavesOnEscape={leavesOnEscape}
							onPick={end}
							onLeave={() => end('left')}
						/>
					</Frame>
				</Keys>
			</AccountRowsProvider>
		</ThemeProvider>,
		streams,
		painted,
	);
	await screens.ended();

	return picked;
}

type PickProps<Event> = Choice<Event> & {
	/** What `?` tells. */
	why: string;
	leavesOnEscape: boolean;
	onPick(event: Event): void;
	onLeave(): void;
};

function Pick<Event>({
	text,
	note,
	options,
	filterFor,
	preselected,
	why,
	leavesOnEscape,
	onPick,
	onLeave,
}: PickProps<Event>) {
	const [said, setSaid] = useState(note);

	return (
		<List
			note={said}
			question={text}
			items={options}
			{...(filterFor !== null && {filterFor})}
			initialKey={preselected}
			canGoBack={false}
			leavesOnEscape={leavesOnEscape}
			onPick={({event}) => onPick(event)}
			onExplain={() => setSaid(why)}
			onBack={() =>
				leavesOnEscape
					? onLeave()
					: setSaid(
							`There is no earlier question to go back to. Press ${filterFor === null ? 'q' : 'Ctrl-C'} to leave.`,
						)
			}
			onQuit={onLeave}
		/>
	);
}
