import {existsSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {errorNames} from '../../flows/common/error-names.ts';
import {flows} from '../../flows/index.ts';

import {loadChecks} from '../../source/diagnosis/flow.ts';
import {understand} from '../../source/incident/understand.ts';
import {
	errorFile,
	errorPage,
	flowIndexPage,
	flowPage,
} from '../../source/output/markdown/flow-page.ts';

const folder = path.resolve(import.meta.dirname, '../../docs/flows');
const page = (name: string) => readFileSync(path.join(folder, name), 'utf8');

it.each(flows.map(flow => [flow.id, flow] as const))(
	'docs/flows/%s.md is what npm run docs writes',
	async (id, flow) => {
		expect(page(`${id}.md`)).toBe(flowPage(flow, await loadChecks(flow.checks())));
	},
);

it.each(errorNames.map(error => [error.name, error] as const))(
	'docs/flows/errors/%s.md is what npm run docs writes, and its example leads to its flow',
	(name, error) => {
		expect(page(`errors/${errorFile(name)}`)).toBe(errorPage(error, flows));
		expect(understand(error.example, flows).matches[0]?.flow).toBe(error.flow);
	},
);

it('has a page of every flow and error name, a list of them, and nothing else', () => {
	expect(readdirSync(folder).sort()).toEqual(
		['README.md', 'errors', ...flows.map(({id}) => `${id}.md`)].sort(),
	);
	expect(readdirSync(path.join(folder, 'errors')).sort()).toEqual(
		errorNames.map(({name}) => errorFile(name)).sort(),
	);
	expect(page('README.md')).toBe(flowIndexPage(flows, errorNames));
});

describe('a page', () => {
	it.each(flows.map(flow => [flow.id, flow] as const))(
		'%s begins with the words of AWS and has wordings, near misses and something to copy',
		(id, flow) => {
			expect(flow.message, 'message').toBeTruthy();
			expect(page(`${id}.md`).startsWith(`# ${flow.message}`)).toBe(true);
			expect(flow.examples.length).toBeGreaterThanOrEqual(2);
			expect(flow.examples.length).toBeLessThanOrEqual(6);
			expect(flow.lookalikes?.length ?? 0).toBeGreaterThanOrEqual(2);
			expect(flow.snippet?.code ?? '').not.toBe('');
		},
	);

	it.each(flows.flatMap(({id, lookalikes = []}) => lookalikes.map(look => ({id, ...look}))))(
		'$id: its near miss is not recognized as it: $text',
		({id, text, flow}) => {
			const [match] = understand(text, flows).matches;
			const claimed = match && match.confidence !== 'possible' ? match.flow : null;
			expect(claimed).not.toBe(id);
			expect(claimed).toBe(flow ?? null);
		},
	);

	it('links only to pages that exist', () => {
		for (const {id, lookalikes = []} of flows) {
			for (const {flow} of lookalikes) {
				expect(flow === undefined || existsSync(path.join(folder, `${flow}.md`)), id).toBe(true);
			}
		}
	});

	it('has valid JSON to copy', () => {
		for (const {snippet} of flows) {
			for (const part of snippet?.language === 'json' ? snippet.code.split('\n\n') : []) {
				expect(() => JSON.parse(part), snippet?.says).not.toThrow();
			}
		}
	});
});
