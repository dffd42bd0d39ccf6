import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {build} from 'esbuild';

/** Node 20 does not run TypeScript: bundles a module of this checkout, and imports the result. */
export async function load(file, root) {
	const folder = await mkdtemp(path.join(tmpdir(), 'sfn-fix-bench-'));

	try {
		await build({
			absWorkingDir: root,
			entryPoints: [file],
			outfile: path.join(folder, 'loaded.mjs'),
			bundle: true,
			format: 'esm',
			platform: 'node',
			mainFields: ['module', 'main'],
			target: 'node20',
			jsx: 'automatic',
			logLevel: 'error',
			external: ['react-devtools-core'],
			banner: {
				js: "import {createRequire as __createRequire} from 'node:module';const require=__createRequire(import.meta.url);",
			},
		});

		return await import(pathToFileURL(path.join(folder, 'loaded.mjs')).href);
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
}
