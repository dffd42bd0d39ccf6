import {existsSync, readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {flows} from '../../flows/index.ts';
import {understand} from '../../source/incident/understand.ts';
import {literals} from './literals.ts';

const file = new URL('../../../shared/corpus/errors.jsonl', import.meta.url);

const samples: string[] = existsSync(file)
	? readFileSync(file, 'utf8')
			.split('\n')
			.filter(Boolean)
			.map(line => JSON.parse(line).text)
	: literals.map(({message}) => message);

/** Everything that triage does with a text. */
function explain(text: string): string[] {
	const incident = understand(text, flows);
	return flows.flatMap(flow => [
		...flow.explanation(incident.facts, incident.text),
		...flow.nextSteps(incident.facts, incident.text),
		...incident.matches.flatMap(({quoted}) => quoted),
	]);
}

describe('whatever is pasted', () => {
	it('is answered: any characters', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary', maxLength: 2000}), text => {
				expect(explain(text).every(line => typeof line === 'string')).toBe(true);
			}),
		);
	});

	it('is answered: any bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({maxLength: 2000}), bytes => {
				expect(() => explain(Buffer.from(bytes).toString('latin1'))).not.toThrow();
				expect(() => explain(Buffer.from(bytes).toString('utf8'))).not.toThrow();
			}),
		);
	});

	it('is answered: errors cut, doubled and mixed', () => {
		const cut = fc
			.tuple(fc.constantFrom(...samples), fc.nat(), fc.nat())
			.map(([text, from, to]) => {
				const start = from % (text.length + 1);
				return text.slice(start, start + (to % (text.length + 1)));
			});
		fc.assert(
			fc.property(fc.array(fc.oneof(cut, fc.string({maxLength: 20})), {maxLength: 12}), pieces => {
				expect(() => explain(pieces.join(''))).not.toThrow();
			}),
			{numRuns: 500},
		);
	});

	const pieces = [
		' ',
		'\n',
		'\\',
		'"',
		'<',
		'>',
		'&amp;',
		'a',
		'*',
		'| a | b |\n',
		'> ',
		'\u001B[',
		'\u001B]',
		'arn:aws:',
		'User: ',
		'not authorized to perform: ',
		'Error: X ',
		'"cause":"',
		'{"a":',
		'\\"\\\\n',
		'role/',
		"JSONata expression '",
		'SCHEMA_VALIDATION_FAILED: ',
		'File "/',
		'CREATE_FAILED  X  Y\n               a  b\n',
		'express unknown ',
		'taskFailedEventDetails "errorMessage":',
		'(Service: ',
		"executing the state '",
		'"Reason":"',
	];

	it.each(pieces)('is answered in bounded time: a megabyte of %j', piece => {
		const text = piece.repeat(Math.ceil(2 ** 20 / piece.length));
		const started = performance.now();
		explain(text);
		// Some 50 ms alone; a regular expression that backtracks without bound takes minutes.
		expect(performance.now() - started).toBeLessThan(2500);
	});
});
