/*
 * Writes flows/telling-words.json: what a text must contain for each pattern of each flow to hold. Run it whenever a
 * pattern changes.
 *
 *   node scripts/telling-words.mjs
 */
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {load} from './bench/load.mjs';

const root = path.join(import.meta.dirname, '..');
const file = path.join(root, 'flows/telling-words.json');
const {flowNeeds} = await load('scripts/telling-words/flow-needs.ts', root);

writeFileSync(file, `${JSON.stringify(flowNeeds(), null, '\t')}\n`);
