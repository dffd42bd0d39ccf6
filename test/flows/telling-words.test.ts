import {existsSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {flows} from '../../flows/index.ts';
import written from '../../flows/telling-words.json' with {type: 'json'};
import {flowNeeds} from '../../scripts/telling-words/flow-needs.ts';
import {requiredWords} from '../../scripts/telling-words/required-words.ts';
import {likelyFlows} from '../../source/commands/likely-flows.ts';
import {fitFlows, readText, understand} from '../../source/incident/understand.ts';
import {collection} from '../incident/collection.ts';

const file = new URL('../../../shared/corpus/errors.jsonl', import.meta.url);
const outside = existsSync(file)
	? readFileSync(file, 'utf8')
			.trim()
			.split('\n')
			.map((line): {text: string} => JSON.parse(line))
	: [];
const texts = [
	...[...collection, ...outside].map(({text}) => text),
	...flows.flatMap(({examples, lookalikes = []}) => [
		...examples,
		...lookalikes.map(({text}) => text),
	]),
];

describe('the flows that a text may fit', () => {
	it('are chosen by the words of the patterns as they are now: node scripts/telling-words.mjs', () => {
		expect(written).toEqual(flowNeeds());
	});

	it('stand in the order of precedence', () => {
		expect(Object.keys(written)).toEqual(flows.map(({id}) => id));
	});

	it('are recognized as if every flow had been asked', async () => {
		for (const text of texts) {
			const reading = readText(text);
			expect(fitFlows(reading, await likelyFlows(reading)), text).toEqual(understand(text, flows));
		}
	});

	it('are few', async () => {
		const counts = await Promise.all(
			texts.map(async text => (await likelyFlows(readText(text))).length),
		);
		const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
		expect(mean).toBeLessThan(flows.length / 2);
	});
});

describe('the words that an expression needs', () => {
	const expressions = new Map(
		flows
			.flatMap(({patterns}) => patterns.flatMap(({text, also}) => [text ?? [], also ?? []].flat()))
			.map(expression => [expression.source, expression]),
	);
	const told = [...new Set(texts)].map(text => readText(text).told);

	it('are in every text that it matches', () => {
		for (const [source, expression] of expressions) {
			const clauses = requiredWords(source);
			const missing = told.filter(
				text => !clauses.every(clause => clause.some(word => text.toLowerCase().includes(word))),
			);

			expect(missing.filter(text => expression.test(text))).toEqual([]);
		}
	});

	it.each([
		['one', [['one']]],
		['\\bLog Dest(?:ination)?s?\\b', [['log dest']]],
		['one.{0,5}second', [['one'], ['second']]],
		['(?:first|second)thing', [['first', 'second'], ['thing']]],
		['(?:first|no)', []],
		['(?:first)?second', [['second']]],
		['(?<!before)middle(?!behind)', [['middle']]],
		['(?<=before)middle(?=behind)', [['before'], ['middle'], ['behind']]],
		['[sS]tates[.]x\\.abc', [['states'], ['x.abc']]],
		['(?:abc)+de{2,}', [['abc']]],
		['错误|error', [['错误', 'error']]],
	])('of %s', (source, clauses) => {
		expect(requiredWords(source)).toEqual(clauses);
	});
});
