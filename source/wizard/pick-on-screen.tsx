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
	{colour = wantsColour(process.env)}: {colour?: boolean},
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
					<Pick {...question} why={why} onPick={end} onLeave={leave} />
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
	onPick(event: Event): void;
	onLeave(): void;
};

function Pick<Event>({text, note, options, filterFor, why, onPick, onLeave}: PickProps<Event>) {
	const [said, setSaid] = useState(note);

	return (
		<List
			note={said}
			question={text}
			items={options}
			{...(filterFor !== null && {filterFor})}
			canGoBack={false}
			onPick={({event}) => onPick(event)}
			onExplain={() => setSaid(why)}
			onBack={() => setSaid('There is no earlier question to go back to. Press q to leave.')}
			onQuit={onLeave}
		/>
	);
}
