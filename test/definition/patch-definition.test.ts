import {readdirSync, readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {DefinitionSyntaxError} from '../../source/definition/parse-definition.ts';
import {PatchError, patchDefinition} from '../../source/definition/patch-definition.ts';
import {rangeOf, setAt} from './set-at.ts';

const network = {AwsvpcConfiguration: {Subnets: ['subnet-0a', 'subnet-0b']}};
const edit = (path: (string | number)[], value: unknown) => [{path, value}];

describe('what is added looks like its surroundings', () => {
	test('two spaces', () => {
		const text = '{\n  "Parameters": {\n    "Cluster": "c"\n  }\n}\n';

		expect(patchDefinition(text, edit(['Parameters', 'NetworkConfiguration'], network))).toBe(
			`{
  "Parameters": {
    "Cluster": "c",
    "NetworkConfiguration": {
      "AwsvpcConfiguration": {
        "Subnets": [
          "subnet-0a",
          "subnet-0b"
        ]
      }
    }
  }
}
`,
		);
	});

	test('tabs and CRLF', () => {
		const text = '{\r\n\t"A": {\r\n\t\t"x": 1\r\n\t}\r\n}';

		expect(patchDefinition(text, edit(['A', 'y'], {z: 2}))).toBe(
			'{\r\n\t"A": {\r\n\t\t"x": 1,\r\n\t\t"y": {\r\n\t\t\t"z": 2\r\n\t\t}\r\n\t}\r\n}',
		);
	});

	test('minified', () => {
		expect(patchDefinition('{"A":{"x":1,"w":2}}', edit(['A', 'y'], [1, {z: 2}]))).toBe(
			'{"A":{"x":1,"w":2,"y":[1,{"z":2}]}}',
		);
		expect(patchDefinition('{"A":{"x":1}}', edit(['B'], 2))).toBe('{"A":{"x":1},"B":2}');
	});

	test('one line with spaces, inside of a text on many lines', () => {
		const text = '{\n  "A": {"x": 1, "w": 2},\n  "B": 3\n}';

		expect(patchDefinition(text, edit(['A', 'y'], {z: 2}))).toBe(
			'{\n  "A": {"x": 1, "w": 2, "y": {"z": 2}},\n  "B": 3\n}',
		);
	});

	test('commas at the start of the line', () => {
		const text = '{\n  "A" : 1\n, "B" : 2\n}';

		expect(patchDefinition(text, edit(['C'], 3))).toBe('{\n  "A" : 1\n, "B" : 2\n, "C" : 3\n}');
	});

	test('an empty object takes the indentation of the object around it', () => {
		const text = '{\n   "A": {},\n   "B": 1\n}';

		expect(patchDefinition(text, edit(['A', 'y'], 2))).toBe(
			'{\n   "A": {\n      "y": 2\n   },\n   "B": 1\n}',
		);
	});

	test('blank lines between properties are not repeated', () => {
		const text = '{\n  "A": 1,\n\n\n  "B": 2\n\n}';

		expect(patchDefinition(text, edit(['C'], 3))).toBe(
			'{\n  "A": 1,\n\n\n  "B": 2,\n  "C": 3\n\n}',
		);
	});
});

describe('what is set', () => {
	test('a property that exists is replaced and keeps its place', () => {
		expect(patchDefinition('{ "a" :1, "b": 2 }', edit(['a'], 'x'))).toBe('{ "a" :"x", "b": 2 }');
	});

	test('objects missing on the way are made', () => {
		expect(patchDefinition('{"A":1}', edit(['B', 'C', 'D'], true))).toBe(
			'{"A":1,"B":{"C":{"D":true}}}',
		);
	});

	test('the next item of a list is appended', () => {
		expect(patchDefinition('{"A":[1]}', edit(['A', 1], 2))).toBe('{"A":[1,2]}');
		expect(patchDefinition('{"A":[]}', edit(['A', 0], 2))).toBe('{"A":[2]}');
	});

	test('of a repeated key the one that counts', () => {
		expect(patchDefinition('{"a":1,"a":2}', edit(['a'], 3))).toBe('{"a":1,"a":3}');
	});

	test('several edits, each seeing the ones before', () => {
		const text = patchDefinition('{"A":{}}', [
			{path: ['A', 'x'], value: {}},
			{path: ['A', 'x', 'y'], value: 1},
			{path: ['B'], value: null},
		]);

		expect(text).toBe('{"A":{"x":{"y":1}},"B":null}');
	});

	test('what cannot be set is said', () => {
		expect(() => patchDefinition('{"A":1}', edit(['A', 'b'], 1))).toThrow(PatchError);
		expect(() => patchDefinition('{"A":[]}', edit(['A', 5], 1))).toThrow(PatchError);
		expect(() => patchDefinition('{"A":[]}', edit(['A', 'b'], 1))).toThrow(PatchError);
		expect(() => patchDefinition('{"A":', edit(['A'], 1))).toThrow(DefinitionSyntaxError);
	});
});

const gaps = ['', ' ', '\n', '\t', '\r\n', '  ', '\n\t\t', '\r\n   ', '\n\n'];

/** JSON text with any white space wherever JSON allows some. */
function printOddly(value: unknown, next: () => string): string {
	if (Array.isArray(value)) {
		const items = value.map(item => next() + printOddly(item, next) + next());

		return `[${items.length ? items.join(',') : next()}]`;
	}

	if (typeof value !== 'object' || value === null) {
		return JSON.stringify(value);
	}

	const properties = Object.entries(value).map(
		([key, item]) =>
			`${next()}${JSON.stringify(key)}${next()}:${next()}${printOddly(item, next)}${next()}`,
	);

	return `{${properties.length ? properties.join(',') : next()}}`;
}

const folder = new URL('samples/', import.meta.url);
const samples: unknown[] = readdirSync(folder).map(file =>
	JSON.parse(readFileSync(new URL(file, folder), 'utf8')),
);

const pretty = ['', '  ', '    ', '\t', ' '];

const formatted = fc
	.record({
		value: fc.oneof(
			fc.dictionary(fc.string({maxLength: 6}), fc.jsonValue({maxDepth: 4})),
			fc.constantFrom(...samples),
		),
		choices: fc.array(fc.nat({max: gaps.length - 1}), {minLength: 1, maxLength: 20}),
		odd: fc.boolean(),
		indentation: fc.constantFrom(...pretty),
		crlf: fc.boolean(),
	})
	.map(({value, choices, odd, indentation, crlf}) => {
		let at = 0;
		const next = () => gaps[choices[at++ % choices.length] ?? 0] ?? '';
		const plain = odd ? printOddly(value, next) : JSON.stringify(value, null, indentation);

		return crlf ? plain.replaceAll(/\r?\n/g, '\r\n') : plain;
	});

/** Every path that leads to a value of the document, and beside each object one to a new key. */
function pathsOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
	if (Array.isArray(value)) {
		return [
			[...path, value.length],
			...value.flatMap((item, index) => [[...path, index], ...pathsOf(item, [...path, index])]),
		];
	}

	if (typeof value !== 'object' || value === null) {
		return [];
	}

	return [
		[...path, 'Added'],
		[...path, 'Made', 'On the way'],
		...Object.entries(value).flatMap(([key, item]) => [
			[...path, key],
			...pathsOf(item, [...path, key]),
		]),
	];
}

test('outside of one range nothing changes, and the result is what was meant', () => {
	fc.assert(
		fc.property(formatted, fc.nat(), fc.jsonValue({maxDepth: 3}), (text, pick, value) => {
			const before: unknown = JSON.parse(text);
			const paths = pathsOf(before);
			const path = paths[pick % paths.length] ?? [];
			const after = patchDefinition(text, [{path, value}]);

			expect(JSON.stringify(JSON.parse(after))).toBe(
				JSON.stringify(setAt(before, path, JSON.parse(JSON.stringify(value)))),
			);

			const {start, end} = rangeOf(text, path);
			expect(after.startsWith(text.slice(0, start))).toBe(true);
			expect(after.endsWith(text.slice(end))).toBe(true);
		}),
		{numRuns: 1000},
	);
});
