import type {TrueStatus} from './true-status.ts';

/** What follows an execution's name: `failed at 2026-10-01T12:00:00.000Z with States.Runtime: …`. */
export function statusWords(status: TrueStatus): string {
	switch (status.kind) {
		case 'succeeded':
			return `succeeded at ${timeWords(status.at)}`;
		case 'failed':
		case 'timed-out':
		case 'aborted':
			return `${endWords[status.kind]} at ${timeWords(status.at)}${reasonWords(status)}`;
		case 'running':
			return `began at ${timeWords(status.since)} and has not ended yet, as far as the logs go`;
		case 'end-not-logged':
			return `began at ${timeWords(status.since)}, and its end is not in the logs`;
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

export const timeWords = (time: number): string => new Date(time).toISOString();

/** `320 ms`, `4 s`, `7 min 3 s`. */
export function durationWords(milliseconds: number): string {
	if (milliseconds < 1000) {
		return `${Math.round(milliseconds)} ms`;
	}

	const seconds = Math.round(milliseconds / 1000);
	const minutes = Math.floor(seconds / 60);

	if (minutes === 0) {
		return `${seconds} s`;
	}

	return minutes < 60
		? `${minutes} min ${seconds % 60} s`
		: `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
