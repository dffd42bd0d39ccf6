import type {Retry} from '../diagnosis/retry.ts';
import type {Consent} from './consent.ts';
import type {Narrator} from './narrator.ts';

/** The execution to be started, with the input that the person wants, where there is somebody to ask. */
export async function askForInput(
	retry: Retry,
	consent: Consent,
	narrator: Narrator,
): Promise<Retry> {
	if (retry.kind !== 'start-execution' || !retry.askForInput || consent.kind !== 'ask') {
		return retry;
	}

	for (;;) {
		const input = (await consent.ask('Its input, as JSON (empty: as said above) ')).trim();

		if (input === '') {
			return retry;
		}

		if (isJson(input)) {
			return {...retry, input};
		}

		narrator.say('That is no JSON.');
	}
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}
