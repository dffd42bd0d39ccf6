// How well texts are recognised: `npm run accuracy`, on the project's own collection and on ../shared/corpus where it
// is; `npm run accuracy -- FILE` on others. Each line of FILE is an object
// {id, text, flow, alternatives, principal?, action?, resource?}; flow null: not ours; 'other': none of the flows.
import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {report} from './accuracy-report.mjs';
import {loadCollection, loadRecogniser} from './load-recogniser.mjs';

const outside = new URL('../../shared/corpus/errors.jsonl', import.meta.url);
const files = process.argv.slice(2);
const {understand, flows} = await loadRecogniser();

const sets =
	files.length > 0
		? await Promise.all(files.map(async file => [file, await rowsOf(file)]))
		: [
				['The collection of this project', await loadCollection()],
				...(existsSync(outside) ? [['../shared/corpus', await rowsOf(outside)]] : []),
			];

for (const [name, rows] of sets) {
	const started = performance.now();
	const results = rows.map(row => ({
		row,
		incident: understand(row.text, flows, {roleArn: row.roleArn ?? null}),
	}));
	const elapsed = performance.now() - started;
	console.log(`${name}\n${'='.repeat(name.length)}\n${report(results, elapsed)}\n`);
}

async function rowsOf(file) {
	const text = await readFile(file, 'utf8');
	return text
		.split('\n')
		.filter(Boolean)
		.map(line => JSON.parse(line));
}
