import {describe, expect, test} from 'vitest';
import {parseDefinition} from '../../source/definition/parse-definition.ts';
import {walkStates} from '../../source/definition/walk-states.ts';

const walk = (value: unknown) => walkStates(parseDefinition(JSON.stringify(value)));
const machine = (states: Record<string, unknown>) => ({StartAt: 'A', States: states});
const pass = {Type: 'Pass', End: true};

const nested = machine({
	A: pass,
	Both: {Type: 'Parallel', Branches: [machine({B: pass}), machine({C: {Type: 'Fail'}})]},
	Each: {
		Type: 'Map',
		ItemProcessor: {
			...machine({Inner: {Type: 'Map', Iterator: machine({D: {Type: 'Succeed'}})}}),
			ProcessorConfig: {Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD'},
		},
		ItemReader: {Resource: 'arn:aws:states:::s3:getObject'},
		Label: 'each',
	},
});

test('states at any depth, each before those inside it', () => {
	expect(walk(nested).map(({path, type}) => [path, type])).toEqual([
		['/States/A', 'Pass'],
		['/States/Both', 'Parallel'],
		['/States/Both/Branches/0/States/B', 'Pass'],
		['/States/Both/Branches/1/States/C', 'Fail'],
		['/States/Each', 'Map'],
		['/States/Each/ItemProcessor/States/Inner', 'Map'],
		['/States/Each/ItemProcessor/States/Inner/Iterator/States/D', 'Succeed'],
	]);
});

test('offset and length are those of the state in the text', () => {
	const definition = parseDefinition(JSON.stringify(nested, null, '\t'));

	for (const {offset, length, value} of walkStates(definition)) {
		expect(JSON.parse(definition.text.slice(offset, offset + length))).toEqual(value);
	}
});

test('names with a slash or a tilde are escaped in the path', () => {
	expect(walk(machine({'a/b~c': pass})).map(({path, name}) => [path, name])).toEqual([
		['/States/a~1b~0c', 'a/b~c'],
	]);
});

describe('the query language', () => {
	test("is the definition's unless the state says otherwise", () => {
		const states = walk(
			machine({
				A: {...pass, QueryLanguage: 'JSONata'},
				B: {
					Type: 'Parallel',
					QueryLanguage: 'JSONata',
					Branches: [machine({C: pass})],
				},
				D: pass,
			}),
		);

		expect(states.map(({name, queryLanguage}) => [name, queryLanguage])).toEqual([
			['A', 'JSONata'],
			['B', 'JSONata'],
			['C', 'JSONPath'],
			['D', 'JSONPath'],
		]);
	});

	test('of the whole definition reaches every depth', () => {
		const states = walk({...nested, QueryLanguage: 'JSONata'});

		expect(new Set(states.map(({queryLanguage}) => queryLanguage))).toEqual(new Set(['JSONata']));
	});
});

test.each([
	{},
	{States: null},
	{States: []},
	{States: {A: 1, B: null, C: []}},
	{States: {A: {Type: 'Map'}, B: {Type: 'Parallel', Branches: {}}}},
	{States: {A: {Type: 'Parallel', Branches: [null, 1, {States: 'x'}]}}},
])('what is no state is passed over: %j', value => {
	expect(walk(value).every(({value: state}) => typeof state === 'object')).toBe(true);
});

test('a state named __proto__ is one like any other', () => {
	const text = '{"States":{"__proto__":{"Type":"Pass"}}}';

	expect(walkStates(parseDefinition(text)).map(({name}) => name)).toEqual(['__proto__']);
});
