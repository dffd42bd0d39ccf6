import type {Change} from '../diagnosis/remedy.ts';
import type {Subject} from '../diagnosis/subject.ts';
import type {ShownChange, ShownRetry} from './screen.ts';
import type {Retry, WizardServices} from './services.ts';

/** Gathers what a person is shown before the question; the change itself stays the very one to be written. */
export async function showChange(
	change: Change,
	services: WizardServices,
	subject: Subject | null,
): Promise<ShownChange> {
	return {
		change,
		target: services.targetOf(change),
		diff: services.diffLines(change),
		command: services.cliCommand(change),
		sizes: services.sizesOf(change),
		patch: subject && services.patchFor ? await services.patchFor(change, subject) : null,
	};
}

export async function showRetry(
	retry: Retry,
	services: WizardServices,
	subject: Subject | null,
): Promise<ShownRetry> {
	return {
		retry,
		shown: retry.change && (await showChange(retry.change, services, subject)),
	};
}
