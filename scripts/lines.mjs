// Prints how many lines each practice has printed, at 80 by 24, when a fix is chosen and when the yes is asked for.
import {mkdtempSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import {pathToFileURL} from 'node:url';
import {build} from 'esbuild';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(root, 'node_modules/.lines-'));
const outfile = join(folder, 'lines.mjs');

try {
	await build({
		entryPoints: [join(root, 'test/terminal/lines.ts')],
		outfile,
		bundle: true,
		platform: 'node',
		format: 'esm',
		packages: 'external',
		define: {'import.meta.dirname': JSON.stringify(join(root, 'test/terminal'))},
	});
	const {printLines} = await import(pathToFileURL(outfile).href);
	await printLines(process.argv.slice(2));
} finally {
	rmSync(folder, {recursive: true});
}

// The terminals of programs that were ended early stay open.
process.exit();
