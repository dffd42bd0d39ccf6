import {type Instance, render} from 'ink';
import type {Clock} from '../clock.ts';
import type {ExitStatus} from '../exit-status.ts';
import type {Run} from '../run/run.ts';
import {takeInterrupts} from '../stop-request.ts';
import {wantsColour} from './components/theme.ts';
import {WindowProvider} from './components/use-window.ts';
import {openWindow} from './window.ts';
import {Wizard} from './wizard.tsx';

type Streams = {stdin: NodeJS.ReadableStream; stdout: NodeJS.WritableStream};

/**
 * Drives a run with screens, and returns its exit status. Needs a terminal on both streams. The transcript stays in
 * the scrollback: there is no alternate screen.
 */
export async function runWizard(
	run: Run,
	{clock, colour = wantsColour(process.env)}: {clock: Clock; colour?: boolean},
	{stdin, stdout}: Streams = process,
): Promise<ExitStatus> {
	const window = openWindow(stdout, () => app.clear());
	const screens = (
		<WindowProvider value={window}>
			<Wizard run={run} clock={clock} colour={colour} />
		</WindowProvider>
	);
	const app: Instance = render(screens, {
		stdin,
		stdout: window.stdout,
		incrementalRendering: true,
		exitOnCtrlC: false,
		patchConsole: false,
		// The caller has made sure of a terminal; Ink would go by the environment variable CI.
		interactive: true,
	});

	// Ctrl-C is a key here; what ends the run otherwise is a signal.
	const release = takeInterrupts(run.interrupt, 'screens');

	try {
		return (await app.waitUntilExit()) as ExitStatus;
	} finally {
		release();
		window.close();
	}
}
