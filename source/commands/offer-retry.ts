import {AccountError} from '../account/account-error.ts';
import {runRetry} from '../changes/run-retry.ts';
import {retryOf} from '../diagnosis/flow.ts';
import type {Retry} from '../diagnosis/retry.ts';
import type {Retried} from '../output/json/diagnosis.ts';
import {askForInput} from './ask-for-input.ts';
import type {Consent} from './consent.ts';
import type {Investigation} from './investigate.ts';
import type {Narrator} from './narrator.ts';

type Manner = {
	narrator: Narrator;
	consent: Consent;
	/** A yes given beforehand. */
	retry: boolean;
	/** Whether this is worth repeating as things stand. */
	isWorthwhile(retry: Retry): boolean;
};

/** Repeats what failed, after a yes of its own. Null where there is nothing to repeat. */
export async function offerRetry(
	investigation: Investigation,
	{narrator, consent, retry: givenYes, isWorthwhile}: Manner,
): Promise<Retried | null> {
	const offered = await plannedRetry(investigation);

	if (!offered || !isWorthwhile(offered)) {
		return null;
	}

	narrator.retry(offered);

	if (consent.kind === 'show-only') {
		narrator.say(consent.why);
		return {title: offered.title, outcome: 'not-retried', message: null};
	}

	const retry = givenYes ? offered : await askForInput(offered, consent, narrator);
	const yes = givenYes || (consent.kind === 'ask' && (await consent.confirm('Do this?')));

	if (!yes) {
		narrator.say('Not repeated: --retry does it.');
		return {title: retry.title, outcome: 'not-retried', message: null};
	}

	const {account, journal, clock, endpointUrl} = investigation.session;
	const {outcome, message} = await runRetry(retry, {
		account,
		journal,
		clock,
		endpointUrl,
		onProgress: (seconds, what) => narrator.waiting(what, seconds),
	});
	narrator.say(message);

	return {title: retry.title, outcome, message};
}

/** Null also where what it rests on cannot be read: the checks say so. */
async function plannedRetry({flow, session, subject}: Investigation): Promise<Retry | null> {
	try {
		const context = {subject, reads: session.reads(), now: session.clock.now};
		return flow && (await retryOf(flow, context));
	} catch (error) {
		if (error instanceof AccountError) {
			return null;
		}

		throw error;
	}
}
