import {render} from 'ink';
import type {ExitStatus, WizardOptions, WizardServices} from './services.ts';
import {Wizard} from './wizard.tsx';

type Streams = {stdin: NodeJS.ReadableStream; stdout: NodeJS.WritableStream};

/**
 * Leads a person from what fails to a verified fix, and returns the exit status. Needs a terminal on both streams.
 * The transcript stays in the scrollback: there is no alternate screen.
 */
export async function runWizard(
	services: WizardServices,
	options: WizardOptions = {},
	{stdin, stdout}: Streams = process,
): Promise<ExitStatus> {
	const colour = options.colour ?? wantsColour(process.env);
	const app = render(<Wizard services={services} options={{...options, colour}} />, {
		stdin,
		stdout,
		incrementalRendering: true,
		exitOnCtrlC: false,
		patchConsole: false,
		// Whoever calls has made sure of a terminal; Ink would go by the environment variable CI.
		interactive: true,
	});

	return (await app.waitUntilExit()) as ExitStatus;
}

/** https://no-color.org */
const wantsColour = ({NO_COLOR, TERM}: NodeJS.ProcessEnv): boolean =>
	(NO_COLOR ?? '') === '' && TERM !== 'dumb';
