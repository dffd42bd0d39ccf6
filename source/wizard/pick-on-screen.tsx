import {render} from 'ink';
import {useState} from 'react';
import type {Choice} from '../run/choice.ts';
import {Frame} from './components/frame.tsx';
import {Keys} from './components/keys.tsx';
import {List} from './components/list.tsx';
import {stillClock, ThemeProvider, wantsColour} from './components/theme.ts';

export type Picked<Event> = Event | 'left' | 'interrupted';

/** One question before a run. */
export async function pickOnScreen<Event>(
	question: Choice<Event>,
	why: string,
	{
		colour = wantsColour(process.env),
		leavesOnEscape = false,
	}: {colour?: boolean; leavesOnEscape?: boolean},
): Promise<Picked<Event>> {
	let picked: Picked<Event> = 'left';
	const end = (event: Picked<Event>) => {
		picked = event;
		app.clear();
		app.unmount();
	};
	const leave = () => end('left');
	const app = render(
		<ThemeProvider value={{clock: stillClock, colour}}>
			<Keys onInterrupt={() => end('interrupted')}>
				<Frame>
					<Pick
						{...question}
						why={why}
						leavesOnEscape={leavesOnEscape}
						onPick={end}
						onLeave={leave}
					/>
				</Frame>
			</Keys>
		</ThemeProvider>,
		{incrementalRendering: true, exitOnCtrlC: false, patchConsole: false, interactive: true},
	);
	await app.waitUntilExit();

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
