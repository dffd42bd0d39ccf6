// Writes man/sfn-fix.1 from what --help prints.
import {mkdir, writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {load} from './bench/load.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const {manPage} = await load('scripts/man-page.ts', root);

await mkdir(new URL('../man/', import.meta.url), {recursive: true});
await writeFile(new URL('../man/sfn-fix.1', import.meta.url), manPage());
