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

/** Everything that triage does with a text, and what holds of every answer. */
function expectAnswer(text: string): void {
	const {text: cleaned, facts, matches} = understand(text, flows);
	expect(cleaned).not.toMatch(/\p{Cc}|\s\s/u);
	expect(cleaned.length).toBeLessThanOrEqual(50_000);

	for (const passage of matches.flatMap(({quoted}) => quoted)) {
		expect(passage.length).toBeLessThanOrEqual(200);
	}

	for (const flow of flows) {
		const lines = [...flow.explanation(facts, cleaned), ...flow.nextSteps(facts, cleaned)];
		expect(lines.every(line => line.trim() !== '')).toBe(true);
	}
}

describe('whatever is pasted', () => {
	it('is answered: any characters', () => {
		fc.assert(fc.property(fc.string({unit: 'binary', maxLength: 2000}), expectAnswer));
	});

	it('is answered: any bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({maxLength: 2000}), bytes => {
				expectAnswer(Buffer.from(bytes).toString('latin1'));
				expectAnswer(Buffer.from(bytes).toString('utf8'));
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
			fc.property(fc.array(fc.oneof(cut, fc.string({maxLength: 20})), {maxLength: 12}), parts =>
				expectAnswer(parts.join('')),
			),
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
		'// ',
		'// a\n',
		'# a\n * b\n',
		'"a" +\n',
		'1: a\n',
		"echo '",
		'on resource: arn:aws:s3:::a b ',
		'perform: s3:Get on resource ',
		'Lambda.Xyz: ',
		'step function assumed by ',
		'principal states.amazonaws.com ',
		'express Name Status ',
		'assumed-role/a/b is not authorized to perform: ',
		'calling the StartExecution operation ',
		"could not be found in the input '{",
		'"input": {"a":[',
		'"States": {"Type"',
		'"ErrorEquals": [',
		"JSONata expression 'a' specified for the field 'b' threw ",
		'DynamoDB.ConditionalCheckFailedException ',
		'(Service: Glue, Status Code: 400 ',
		'"Containers":[{"Name":1 ',
		'The SecondsPath parameter references ',
		'{"errorMessage":"{"message":',
		'Rename arn:aws:states:a and ',
	];

	it.each(pieces)('is answered in bounded time: a megabyte of %j', piece => {
		const text = piece.repeat(Math.ceil(2 ** 20 / piece.length));
		const started = performance.now();
		expectAnswer(text);
		// Some 50 ms alone; a regular expression that backtracks without bound takes minutes.
		expect(performance.now() - started).toBeLessThan(2500);
	});
});
