import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {build} from 'esbuild';

/** Node 20 does not run TypeScript: bundles recognition, the flows and their pages, and imports the result. */
export async function loadRecogniser() {
	const directory = await mkdtemp(join(tmpdir(), 'sfn-fix-accuracy-'));
	const outfile = join(directory, 'recogniser.mjs');

	try {
		await build({
			absWorkingDir: new URL('..', import.meta.url).pathname,
			stdin: {
				contents:
					"export {understand} from './source/incident/understand.ts'; export {flows} from './flows/index.ts'; export {loadChecks} from './source/diagnosis/flow.ts'; export {flowIndexPage, flowPage} from './source/output/markdown/flow-page.ts';",
				resolveDir: new URL('..', import.meta.url).pathname,
			},
			outfile,
			bundle: true,
			format: 'esm',
			platform: 'node',
			mainFields: ['module', 'main'],
			target: 'node20',
			logLevel: 'warning',
		});

		return await import(pathToFileURL(outfile).href);
	} finally {
		await rm(directory, {recursive: true, force: true});
	}
}
