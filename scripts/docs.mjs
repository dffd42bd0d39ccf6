// Writes docs/flows: one page a known failure, from the flow itself.
import {mkdir, rm, writeFile} from 'node:fs/promises';
import {loadRecogniser} from './load-recogniser.mjs';

const folder = new URL('../docs/flows/', import.meta.url);
const {flows, flowPage, flowIndexPage, loadChecks} = await loadRecogniser();

await rm(folder, {recursive: true, force: true});
await mkdir(folder, {recursive: true});
await writeFile(new URL('README.md', folder), flowIndexPage(flows));

for (const flow of flows) {
	await writeFile(
		new URL(`${flow.id}.md`, folder),
		flowPage(flow, await loadChecks(flow.checks())),
	);
}
