import {existsSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {flows} from '../../flows/index.ts';
// @ts-expect-error: a script without types.
import {isRight} from '../../scripts/accuracy-report.mjs';
import {understand} from '../../source/incident/understand.ts';
import {collection, type Labelled} from './collection.ts';

const understood = (rows: readonly Labelled[]) =>
	rows.map(row => ({row, incident: understand(row.text, flows, {roleArn: row.roleArn ?? null})}));

const fields = ['principal', 'action', 'resource', 'requestId', 'authorizationId'] as const;

function shareOf(rows: readonly Labelled[], field: (typeof fields)[number]): number {
	const stated = understood(rows).filter(({row}) => field in row);
	const right = stated.filter(({row, incident}) => incident.facts[field] === row[field]);
	return right.length / stated.length;
}

describe('the collection', () => {
	const results = understood(collection);

	it('gives every text an id of its own', () => {
		expect(new Set(collection.map(({id}) => id)).size).toBe(collection.length);
	});

	it('is recognised', () => {
		expect(results.filter(result => !isRight(result)).map(({row}) => row.id)).toEqual([]);
	});

	it('is not claimed where it is not ours', () => {
		const claimed = results.filter(
			({row, incident}) =>
				row.flow === null && incident.matches.some(match => match.confidence !== 'possible'),
		);
		expect(claimed.map(({row}) => row.id)).toEqual([]);
	});

	it.each(fields)('gives the %s', field => {
		expect(shareOf(collection, field)).toBe(1);
	});

	it('says how a request was denied, and by which policy', () => {
		const stated = results.filter(({row}) => row.denial !== undefined);
		expect(stated.length).toBeGreaterThan(5);
		expect(stated.map(({incident}) => incident.facts.denial)).toEqual(
			stated.map(({row}) => row.denial),
		);
	});
});

const file = new URL('../../../shared/corpus/errors.jsonl', import.meta.url);
const isThere = existsSync(file);

if (!isThere) {
	console.log('Skipped: there are no labelled texts at ../shared/corpus/errors.jsonl.');
}

describe.skipIf(!isThere)('labelled texts from outside', () => {
	const rows: Labelled[] = isThere
		? readFileSync(file, 'utf8')
				.split('\n')
				.filter(Boolean)
				.map(line => JSON.parse(line))
		: [];
	const results = understood(rows);

	it('get their flow or an accepted alternative', () => {
		expect(results.filter(isRight).length / rows.length).toBeGreaterThanOrEqual(0.98);
	});

	it('are not claimed where they are not ours', () => {
		expect(results.filter(result => result.row.flow === null && !isRight(result))).toEqual([]);
	});

	it.each(['principal', 'action', 'resource'] as const)('give their %s', field => {
		expect(shareOf(rows, field)).toBeGreaterThanOrEqual(0.99);
	});
});
