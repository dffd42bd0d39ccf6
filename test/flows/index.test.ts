import {readdirSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {flows} from '../../flows/index.ts';
import {noFacts} from '../../source/incident/facts.ts';

const files = readdirSync(new URL('../../flows', import.meta.url))
	.filter(name => name.endsWith('.ts') && !['index.ts', 'general.ts'].includes(name))
	.map(name => name.replace(/\.ts$/, ''));

describe('flows', () => {
	it('lists every file in flows/, each once', () => {
		expect(flows.map(({id}) => id).sort()).toEqual(files.sort());
	});

	it.each(flows)('$id explains itself, also where a text states nothing', flow => {
		const lines = [...flow.explanation(noFacts), ...flow.nextSteps(noFacts)];
		expect(flow.explanation(noFacts).length).toBeGreaterThan(0);
		expect(flow.nextSteps(noFacts).length).toBeGreaterThan(0);
		expect(lines.join('\n')).not.toMatch(/\b(?:null|undefined|NaN)\b/);
	});

	it.each(flows)('$id refers to AWS documentation only', ({references}) => {
		expect(references.length).toBeGreaterThan(0);

		for (const {title, url} of references) {
			expect(title).not.toBe('');
			expect(url).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/.+\.html$/);
		}
	});

	it.each(flows)('$id is recognised without naming another flow', ({patterns, never = []}) => {
		const others = patterns.flatMap(({text, also, unless}) => [text, also, unless]);
		const sources = [...others, ...never].map(pattern => pattern?.source ?? '').join('\n');

		for (const {id} of flows) {
			expect(sources).not.toContain(id);
		}
	});
});
