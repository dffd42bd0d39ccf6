import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {build} from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Recognition, the flows and their pages. */
export const loadRecogniser = () =>
	load(
		"export {understand} from './source/incident/understand.ts'; export {flows} from './flows/index.ts'; export {loadChecks} from './source/diagnosis/flow.ts'; export {errorNames} from './flows/common/error-names.ts'; export * from './source/output/markdown/flow-page.ts';",
	);

/** The labelled texts of this project. */
export const loadCollection = async () =>
	(await load("export {collection} from './test/incident/collection.ts';")).collection;

/** Node 20 does not run TypeScript: bundles what is asked for, and imports the result. */
async function load(contents) {
	const directory = await mkdtemp(join(tmpdir(), 'sfn-fix-accuracy-'));
	const outfile = join(directory, 'loaded.mjs');

	try {
		await build({
			absWorkingDir: root,
			stdin: {contents, resolveDir: root},
			outfile,
			bundle: true,
			format: 'esm',
			platform: 'node',
			mainFields: ['module', 'main'],
			target: 'node20',
			logLevel: 'warning',
			// The collection reads a file beside its own source.
			define: {'import.meta.url': JSON.stringify(pathToFileURL(join(root, 'test/incident/')).href)},
		});

		return await import(pathToFileURL(outfile).href);
	} finally {
		await rm(directory, {recursive: true, force: true});
	}
}
