import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {DefinitionSyntaxError, parseDefinition} from '../../source/definition/parse-definition.ts';
import {walkStates} from '../../source/definition/walk-states.ts';

function failure(text: string): DefinitionSyntaxError {
	try {
		parseDefinition(text);
	} catch (error) {
		if (error instanceof DefinitionSyntaxError) {
			return error;
		}

		throw error;
	}

	throw new Error('It parsed.');
}

describe('a text that is no definition', () => {
	test.each([
		['', 1, 1, 'the text is empty'],
		['{\n  "StartAt": "A",\n}', 3, 1, 'a property name in double quotes was expected'],
		['{"StartAt" "A"}', 1, 12, 'a colon was expected'],
		['{"a": 1 // why\n}', 1, 9, 'a comment, which JSON does not allow'],
		['{"a": "x', 1, 7, 'a string without its closing quote'],
		["{'a': 1}", 1, 2, 'a word that JSON does not know'],
		['[1, 2]', 1, 1, 'an object { … } was expected'],
		['{"a": 1} 2', 1, 10, 'unexpected text after the end of the document'],
		['{\r\n"a": tru}', 2, 6, 'a word that JSON does not know'],
	])('%j', (text, line, column, what) => {
		const error = failure(text);

		expect(error.message).toBe(
			`The definition is not valid JSON: ${what} at line ${line}, column ${column}.`,
		);
		expect([error.line, error.column]).toEqual([line, column]);
	});

	test('nesting without bound is refused, not crashed on', () => {
		const text = `{"a":${'['.repeat(200_000)}`;

		expect(failure(text).message).toContain('nests more than 400 levels');
	});

	test('brackets inside of strings do not count', () => {
		const text = JSON.stringify({Comment: '[{"'.repeat(1000)});

		expect(parseDefinition(text).value).toEqual(JSON.parse(text));
	});
});

test('any text either parses or gives the one error', () => {
	const texts = fc.oneof(
		fc.string({unit: 'binary', maxLength: 60}),
		fc.json(),
		fc.stringMatching(/^[{}[\]":,0-9a-z\\ \n]{0,40}$/),
		fc.json().map(text => `{"States":${text},"QueryLanguage":"JSONata"}`),
	);

	fc.assert(
		fc.property(texts, text => {
			try {
				walkStates(parseDefinition(text));
			} catch (error) {
				expect(error).toBeInstanceOf(DefinitionSyntaxError);
			}
		}),
		{numRuns: 2000},
	);
});

test('what JSON.parse takes as an object is taken, and the value is the same', () => {
	fc.assert(
		fc.property(fc.dictionary(fc.string(), fc.jsonValue()), value => {
			const text = JSON.stringify(value);

			expect(parseDefinition(text).value).toEqual(JSON.parse(text));
		}),
	);
});
