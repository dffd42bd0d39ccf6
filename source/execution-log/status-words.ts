import {timeOf} from '../text.ts';
import type {TrueStatus} from './true-status.ts';

/** What follows an execution's name: `failed at 2026-10-01T12:00:00.000Z with States.Runtime: …`. */
export function statusWords(status: TrueStatus): string {
	switch (status.kind) {
		case 'succeeded':
			return `succeeded at ${timeOf(status.at)}`;
		case 'failed':
		case 'timed-out':
		case 'aborted':
			return `${endWords[status.kind]} at ${timeOf(status.at)}${reasonWords(status)}`;
		case 'running':
			return `began at ${timeOf(status.since)} and has not ended yet, as far as the logs go`;
		case 'end-not-logged':
			return `began at ${timeOf(status.since)}, and its end is not in the logs`;
	}
}

const endWords = {failed: 'FAILED', 'timed-out': 'TIMED OUT', aborted: 'was ABORTED'} as const;

function reasonWords({error, cause}: {error: string | null; cause: string | null}): string {
	if (error === null && cause === null) {
		return ', and the event tells no error';
	}

	return ` with ${[error, cause && cut(cause)].filter(text => text !== null).join(': ')}`;
}

/** A cause may hold 32,768 characters. */
const cut = (text: string): string => (text.length > 1000 ? `${text.slice(0, 1000)}…` : text);
