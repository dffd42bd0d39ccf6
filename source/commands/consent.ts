import type {Options} from './options.ts';
import {ask, confirm} from './prompt.ts';
import {canAsk, type Streams} from './streams.ts';

/**
 * How a yes is had: given beforehand, asked for at each write, impossible to ask for, or unwanted
 * since changes are only to be shown.
 */
export type Consent =
	| {kind: 'given'}
	| {
			kind: 'ask';
			confirm(question: string): Promise<boolean>;
			ask(question: string): Promise<string>;
	  }
	| {kind: 'cannot-ask'}
	| {kind: 'show-only'; why: string};

export function consentOf(options: Options, streams: Streams): Consent {
	if (options['read-only'] || options['dry-run']) {
		const flag = options['read-only'] ? '--read-only' : '--dry-run';
		return {kind: 'show-only', why: `Nothing was written, because of ${flag}.`};
	}

	if (options.yes) {
		return {kind: 'given'};
	}

	return canAsk(streams) && !options.json
		? {
				kind: 'ask',
				confirm: question => confirm(question, streams),
				ask: question => ask(question, streams),
			}
		: {kind: 'cannot-ask'};
}

/** Nothing is written without an explicit yes to exactly what was shown. */
export async function consents(consent: Consent, question: string): Promise<boolean> {
	return consent.kind === 'given' || (consent.kind === 'ask' && (await consent.confirm(question)));
}
