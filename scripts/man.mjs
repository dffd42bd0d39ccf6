import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {load} from './bench/load.mjs';

/** Writes man/sfn-fix.1 from what --help prints. */
export async function writeManPage(root) {
	const {manPage} = await load('scripts/man-page.ts', root);
	const folder = path.join(root, 'man');

	await mkdir(folder, {recursive: true});
	await writeFile(path.join(folder, 'sfn-fix.1'), manPage());
}
