import {existsSync, readFileSync} from 'node:fs';
import type {HistoryEvent} from '../../source/account/step-functions.ts';
import {isObject} from '../../source/json.ts';

export type Recorded = {name: string; end: string; events: HistoryEvent[]};

const file = new URL('../../../shared/recorded-histories/histories.jsonl', import.meta.url);

/** Histories as AWS itself returned them, kept beside the checkout; none where they are not there. */
export const recordedHistories = (): Recorded[] =>
	existsSync(file)
		? readFileSync(file, 'utf8')
				.split('\n')
				.filter(line => line !== '')
				.map(line => recorded(JSON.parse(line)))
		: [];

type Line = {name: string; end: string; events: Array<Record<string, unknown>>};

const recorded = ({name, end, events}: Line): Recorded => ({
	name,
	end,
	events: events.map((event, index) => ({
		// The recorder masked some ids; the order of the events is left.
		id: typeof event.id === 'number' ? event.id : index + 1,
		previousEventId: Number(event.previousEventId),
		type: String(event.type),
		timestamp: null,
		details: detailsOf(event),
	})),
});

/** The recorder turned JSON texts into objects: they are made texts again, as AWS sends them. */
function detailsOf(event: Record<string, unknown>): Record<string, unknown> {
	const [, details] =
		Object.entries(event).find(([member]) => member.endsWith('EventDetails')) ?? [];

	return Object.fromEntries(
		Object.entries(isObject(details) ? details : {}).map(([field, value]) => [
			field,
			isObject(value) && !field.endsWith('Details') ? JSON.stringify(value) : value,
		]),
	);
}
