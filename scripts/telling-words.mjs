/*
 * Writes flows/telling-words.json: what a text must contain for each pattern of each flow to hold. Every build does, so
 * that it follows the patterns.
 *
 *   node scripts/telling-words.mjs
 */
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {load} from './bench/load.mjs';

const root = path.join(import.meta.dirname, '..');
const file = path.join(root, 'flows/telling-words.json');
const {tellingWords} = await load('scripts/telling-words/flow-needs.ts', root);

if (readFileSync(file, 'utf8') !== tellingWords()) {
	writeFileSync(file, tellingWords());
}
