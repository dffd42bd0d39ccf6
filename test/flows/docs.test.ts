import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, it} from 'vitest';
import {flows} from '../../flows/index.ts';
import {loadChecks} from '../../source/diagnosis/flow.ts';
import {flowIndexPage, flowPage} from '../../source/output/markdown/flow-page.ts';

const folder = path.resolve(import.meta.dirname, '../../docs/flows');
const page = (name: string) => readFileSync(path.join(folder, name), 'utf8');

it.each(flows.map(flow => [flow.id, flow] as const))(
	'docs/flows/%s.md is what npm run docs writes',
	async (id, flow) => {
		expect(page(`${id}.md`)).toBe(flowPage(flow, await loadChecks(flow.checks())));
	},
);

it('has a page of every flow, a list of them, and nothing else', () => {
	expect(readdirSync(folder).sort()).toEqual(
		['README.md', ...flows.map(({id}) => `${id}.md`)].sort(),
	);
	expect(page('README.md')).toBe(flowIndexPage(flows));
});
