import type {ResultField} from '@aws-sdk/client-cloudwatch-logs';
import type {ArrivedEvent} from '../arrived-events.ts';
import {fieldOf} from '../json-field.ts';
import type {Condition, Query} from './parse-query.ts';

export function runQuery(
	{fields, conditions, sort, limit}: Query,
	events: readonly ArrivedEvent[],
	limitOfRequest: number,
): {rows: ResultField[][]; matched: number} {
	const found = events.filter(event => conditions.every(condition => holds(condition, event)));
	const ordered = found.toSorted((a, b) => {
		const order = compare(fieldValue(a, sort.field), fieldValue(b, sort.field));

		return sort.descending ? -order : order;
	});

	return {
		rows: ordered.slice(0, limit ?? limitOfRequest).map(event => rowOf(event, fields)),
		matched: found.length,
	};
}

/** Only fields that have a value are in a row, and a pointer to the whole event always is. */
const rowOf = (event: ArrivedEvent, fields: readonly string[]): ResultField[] => [
	...fields.flatMap(field => {
		const value = fieldValue(event, field);

		return value === null ? [] : [{field, value}];
	}),
	{field: '@ptr', value: Buffer.from(event.id, 'utf8').toString('base64')},
];

function holds(condition: Condition, event: ArrivedEvent): boolean {
	const value = fieldValue(event, condition.field);

	if (condition.kind === 'present') {
		return value !== null;
	}

	if (condition.kind === 'like') {
		return value?.includes(condition.value) ?? false;
	}

	return (value === condition.value) === (condition.kind === 'equals');
}

function fieldValue(event: ArrivedEvent, field: string): string | null {
	const own = new Map([
		['@timestamp', insightsTime(event.timestamp)],
		['@ingestionTime', insightsTime(event.ingestedAt)],
		['@message', event.message],
		['@logStream', event.stream],
		['@log', event.logGroupArn.split(':').slice(4).join(':').replace('log-group:', '')],
	]);

	return own.get(field) ?? fieldOf(event.message, field);
}

/** In UTC, without saying so: `2026-03-09 08:30:00.000`. */
const insightsTime = (time: number): string =>
	new Date(time).toISOString().replace('T', ' ').replace('Z', '');

function compare(a: string | null, b: string | null): number {
	if (a === b) {
		return 0;
	}

	return (a ?? '') < (b ?? '') ? -1 : 1;
}
