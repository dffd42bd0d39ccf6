// Writes docs/flows: one page a known failure, from the flow itself, and one page an error name.
import {mkdir, rm, writeFile} from 'node:fs/promises';
import {loadRecogniser} from './load-recogniser.mjs';

const folder = new URL('../docs/flows/', import.meta.url);
const {flows, loadChecks, errorNames, flowPage, flowIndexPage, errorPage, errorFile} =
	await loadRecogniser();

await rm(folder, {recursive: true, force: true});
await mkdir(new URL('errors/', folder), {recursive: true});
await writeFile(new URL('README.md', folder), flowIndexPage(flows, errorNames));

for (const flow of flows) {
	await writeFile(
		new URL(`${flow.id}.md`, folder),
		flowPage(flow, await loadChecks(flow.checks())),
	);
}

for (const error of errorNames) {
	await writeFile(new URL(`errors/${errorFile(error.name)}`, folder), errorPage(error, flows));
}
