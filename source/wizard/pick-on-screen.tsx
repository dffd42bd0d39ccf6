import {render} from 'ink';
import type {Clock} from '../clock.ts';
import {InterruptedError} from '../errors.ts';
import type {Choice} from '../run/choice.ts';
import {Frame} from './components/frame.tsx';
import {Keys} from './components/keys.tsx';
import {List} from './components/list.tsx';
import {ThemeProvider} from './components/theme.ts';
import {wantsColour} from './run-wizard.tsx';

/** One question before a run; null where the person leaves. Throws InterruptedError. */
export async function pickOnScreen<Event>(
	{text, note, options, filterFor}: Choice<Event>,
	{clock, colour = wantsColour(process.env)}: {clock: Clock; colour?: boolean},
): Promise<Event | null> {
	let picked: Event | null = null;
	let isInterrupted = false;
	const end = (event: Event | null) => {
		picked = event;
		app.clear();
		app.unmount();
	};
	const leave = () => end(null);
	const app = render(
		<ThemeProvider value={{clock, colour}}>
			<Keys
				onInterrupt={() => {
					isInterrupted = true;
					leave();
				}}
			>
				<Frame>
					<List
						note={note}
						question={text}
						items={options}
						{...(filterFor !== null && {filterFor})}
						canGoBack={false}
						onPick={({event}) => end(event)}
						onBack={leave}
						onQuit={leave}
					/>
				</Frame>
			</Keys>
		</ThemeProvider>,
		{incrementalRendering: true, exitOnCtrlC: false, patchConsole: false, interactive: true},
	);
	await app.waitUntilExit();

	if (isInterrupted) {
		throw new InterruptedError('Interrupted.');
	}

	return picked;
}
