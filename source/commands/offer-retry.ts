import {runRetry} from '../changes/run-retry.ts';
import type {Retried} from '../output/json/diagnosis.ts';
import type {Consent} from './consent.ts';
import type {Investigation} from './investigate.ts';
import type {Narrator} from './narrator.ts';

type Manner = {narrator: Narrator; consent: Consent; retry: boolean};

/** Repeats what failed, after a yes of its own. Null where there is nothing to repeat. */
export async function offerRetry(
	{flow, session, subject}: Investigation,
	{narrator, consent, retry: givenYes}: Manner,
): Promise<Retried | null> {
	const retry = await flow?.retry?.({subject, reads: session.reads(), now: session.clock.now});

	if (!retry) {
		return null;
	}

	narrator.retry(retry);
	const yes = givenYes || (consent.kind === 'ask' && (await consent.confirm('Do this?')));

	if (!yes) {
		narrator.say('Not repeated: --retry does it.');
		return {title: retry.title, outcome: 'not-retried', message: null};
	}

	const {account, journal, clock, endpointUrl} = session;
	const {outcome, message} = await runRetry(retry, {
		account,
		journal,
		clock,
		endpointUrl,
		onProgress: seconds => narrator.waiting('AWS still refuses; trying again', seconds),
	});
	narrator.say(message);

	return {title: retry.title, outcome, message};
}
