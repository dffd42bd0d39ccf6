import process from 'node:process';
import type {Clock} from '../clock.ts';
import type {ExitStatus} from '../exit-status.ts';
import type {Run} from '../run/run.ts';
import {takeInterrupts} from '../stop-request.ts';
import {wantsColour} from './components/look.ts';
import type {Opening} from './opening.tsx';
import {openScreens, type ScreenStreams} from './screens.tsx';
import {Wizard} from './wizard.tsx';

type Options = {
	clock: Clock;
	colour?: boolean;
	/** Where something is shown already, and was typed. */
	opening?: Pick<Opening, 'screens' | 'ahead'> | null;
};

/** Drives a run with screens, and returns its exit status. */
export async function runWizard(
	run: Run,
	{clock, colour = wantsColour(process.env), opening = null}: Options,
	streams: ScreenStreams = process,
): Promise<ExitStatus> {
	const wizard = <Wizard run={run} clock={clock} colour={colour} ahead={opening?.ahead ?? null} />;
	const screens = opening?.screens ?? openScreens(wizard, streams);
	opening?.screens.show(wizard);
	// Ctrl-C is a key here; what ends the run otherwise is a signal.
	const release = takeInterrupts(run.interrupt, 'screens');

	try {
		return (await screens.ended()) as ExitStatus;
	} finally {
		release();
		screens.close();
	}
}
