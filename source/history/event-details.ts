import type {HistoryEvent} from '../account/step-functions.ts';

/** A text that an event carries; null where it carries none of that name. */
export function detailText(event: HistoryEvent | null | undefined, field: string): string | null {
	const value = event?.details[field];
	return typeof value === 'string' ? value : null;
}

export function detailNumber(event: HistoryEvent | null | undefined, field: string): number | null {
	const value = event?.details[field];
	return typeof value === 'number' ? value : null;
}

export type Told = {error: string | null; cause: string | null};

export const toldBy = (event: HistoryEvent | null | undefined): Told => ({
	error: detailText(event, 'error'),
	cause: detailText(event, 'cause'),
});
