// Writes site/: docs/ as plain HTML with a search by the words of the error. Needs no server and no network.
import {cp, mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {load} from './bench/load.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const site = path.resolve(process.argv[2] ?? path.join(root, 'site'));
const {pagesOf, firstPage, indexOf} = await load('scripts/site/pages.ts', root);

const names = await readdir(path.join(root, 'docs'), {recursive: true});
const files = names
	.filter(name => name.endsWith('.md'))
	.map(name => name.replaceAll(path.sep, '/'));
const documents = await Promise.all(
	files.sort().map(async file => ({
		file,
		markdown: await readFile(path.join(root, 'docs', file), 'utf8'),
	})),
);
const {homepage} = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));

await rm(site, {recursive: true, force: true});

for (const {url, html} of [
	firstPage(documents),
	...pagesOf(documents, homepage.replace(/#.*/, '')),
]) {
	const file = path.join(site, url);
	await mkdir(path.dirname(file), {recursive: true});
	await writeFile(file, html);
}

// A script and not JSON: a browser reads it from a file as well.
await writeFile(
	path.join(site, 'search-pages.js'),
	`globalThis.searchPages = ${JSON.stringify(indexOf(documents))};\n`,
);
await build({
	absWorkingDir: root,
	entryPoints: ['scripts/site/search-page.js'],
	outfile: path.join(site, 'search.js'),
	bundle: true,
	minify: true,
	format: 'iife',
	target: 'es2023',
	logLevel: 'error',
});
await cp(path.join(root, 'scripts/site/site.css'), path.join(site, 'site.css'));
