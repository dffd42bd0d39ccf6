import process from 'node:process';
import type {Clock} from '../clock.ts';
import type {ExitStatus} from '../exit-status.ts';
import type {Run} from '../run/run.ts';
import {takeInterrupts} from '../stop-request.ts';
import {wantsColour} from './components/look.ts';
import {openScreens, type ScreenStreams, type Screens} from './screens.tsx';
import {Wizard} from './wizard.tsx';

type Options = {
	clock: Clock;
	colour?: boolean;
	/** Where something is shown already. */
	screens?: Screens | null;
};

/** Drives a run with screens, and returns its exit status. */
export async function runWizard(
	run: Run,
	{clock, colour = wantsColour(process.env), screens: opened = null}: Options,
	streams: ScreenStreams = process,
): Promise<ExitStatus> {
	const wizard = <Wizard run={run} clock={clock} colour={colour} />;
	const screens = opened ?? openScreens(wizard, streams);
	opened?.show(wizard);
	// Ctrl-C is a key here; what ends the run otherwise is a signal.
	const release = takeInterrupts(run.interrupt, 'screens');

	try {
		return (await screens.ended()) as ExitStatus;
	} finally {
		release();
		screens.close();
	}
}
