import {existsSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {flows} from '../../flows/index.ts';
// @ts-expect-error: a script without types.
import {isRight} from '../../scripts/accuracy-report.mjs';
import {understand} from '../../source/incident/understand.ts';

const file = new URL('../../../shared/corpus/errors.jsonl', import.meta.url);
const isThere = existsSync(file);

if (!isThere) {
	console.log('Skipped: there are no labelled texts at ../shared/corpus/errors.jsonl.');
}

describe.skipIf(!isThere)('labelled texts', () => {
	const rows: {text: string; flow: string | null; action?: string}[] = isThere
		? readFileSync(file, 'utf8')
				.split('\n')
				.filter(Boolean)
				.map(line => JSON.parse(line))
		: [];
	const results = rows.map(row => ({row, incident: understand(row.text, flows)}));

	it('get their flow or an accepted alternative', () => {
		expect(results.filter(isRight).length / rows.length).toBeGreaterThanOrEqual(0.97);
	});

	it('are not claimed where they are not ours', () => {
		expect(results.filter(result => result.row.flow === null && !isRight(result))).toEqual([]);
	});

	it.each(['principal', 'action', 'resource'] as const)('give their %s', field => {
		const stated = results.filter(({row}) => field in row);
		const right = stated.filter(
			({row, incident}) => incident.facts[field] === (row as Record<string, unknown>)[field],
		);
		expect(right.length / stated.length).toBeGreaterThanOrEqual(0.97);
	});
});
