import {describe, expect, it} from 'vitest';
import {flows} from '../../flows/index.ts';
import {understand} from '../../source/incident/understand.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import {collection} from '../incident/collection.ts';

/**
 * A narrower failure and the wider ones that it is a case of: both are certain, and the narrower comes first in
 * `flows/index.ts`. Any other pair is a pattern that claims too much.
 */
const casesOf: Readonly<Record<string, readonly string[]>> = {
	'network-configuration-missing': ['request-rejected'],
	'explicit-deny': ['action-denied', 'caller-denied', 'caller-pass-role-denied'],
	'pass-role-denied': ['action-denied'],
	'kms-denied': ['action-denied', 'request-rejected', 'resource-not-found'],
	'trigger-denied': ['caller-denied'],
	'action-denied': ['request-rejected'],
	'callback-token-rejected': ['timed-out'],
	'timed-out': ['task-failed'],
	'already-exists': ['request-rejected'],
	'resource-not-found': ['request-rejected'],
	'throttled-or-quota': ['request-rejected'],
	'request-rejected': ['task-failed'],
};

const texts: readonly string[] = [
	...flows.flatMap(({examples}) => examples),
	...collection.map(({text}) => text),
	...Object.values(scenarios).flatMap(({paste}) => paste ?? []),
];

const certainFor = (text: string): string[] =>
	understand(text, flows)
		.matches.filter(({confidence}) => confidence === 'certain')
		.map(({flow}) => flow);

describe('confidence', () => {
	it('is certain for one failure, or for it and the wider ones that it is a case of', () => {
		const claimed = texts.flatMap(text => {
			const [first = '', ...others] = certainFor(text);
			const tooMuch = others.filter(other => !casesOf[first]?.includes(other));
			return tooMuch.length === 0 ? [] : [`${first}, ${tooMuch.join(', ')}: ${text}`];
		});

		expect(texts.length).toBeGreaterThan(500);
		expect(claimed).toEqual([]);
	});

	it('knows no case that no text shows any more', () => {
		const seen = new Set(
			texts.flatMap(text => {
				const [first, ...others] = certainFor(text);
				return others.map(other => `${first} ${other}`);
			}),
		);
		const declared = Object.entries(casesOf).flatMap(([narrow, wide]) =>
			wide.map(other => `${narrow} ${other}`),
		);

		expect(declared.filter(pair => !seen.has(pair))).toEqual([]);
	});

	it('puts the narrower failure first', () => {
		const order = flows.map(({id}) => id);
		const wrong = Object.entries(casesOf).flatMap(([narrow, wide]) =>
			wide.filter(other => order.indexOf(narrow) > order.indexOf(other)),
		);

		expect(wrong).toEqual([]);
	});
});
