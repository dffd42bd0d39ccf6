// How well texts are recognised: `npm run accuracy -- FILE`. Each line of FILE is an object
// {id, text, flow, alternatives, principal?, action?, resource?}; flow null: not ours; 'other': none of the first flows.
import {readFile} from 'node:fs/promises';
import {report} from './accuracy-report.mjs';
import {loadRecogniser} from './load-recogniser.mjs';

const [file] = process.argv.slice(2);

if (!file) {
	console.error('Name a JSON-lines file: npm run accuracy -- texts.jsonl');
	process.exit(2);
}

const {understand, flows} = await loadRecogniser();
const rows = (await readFile(file, 'utf8'))
	.split('\n')
	.filter(Boolean)
	.map(line => JSON.parse(line));
const started = performance.now();
const results = rows.map(row => ({row, incident: understand(row.text, flows)}));
const elapsed = performance.now() - started;

console.log(report(results, elapsed));
