import {describe, expect, test} from 'vitest';
import {neededByMachine} from '../../source/definition/needed-by-machine.ts';
import {parseDefinition} from '../../source/definition/parse-definition.ts';
import {place} from './place.ts';

const off = {logging: false, tracing: false, kmsKeyArn: null};

/** The tables that the state Write puts an item into; what is not known is a wildcard. */
function tablesOf(definition: object): string[] {
	const needs = neededByMachine(parseDefinition(JSON.stringify(definition)), place, off);

	return needs
		.filter(({state}) => state === 'Write')
		.flatMap(({statements}) => statements.flatMap(({resources}) => resources))
		.map(arn => arn.replace(/^.*:table\//, ''));
}

const write = (name: string, more: object = {}) => ({
	Type: 'Task',
	Resource: 'arn:aws:states:::dynamodb:putItem',
	Parameters: {'TableName.$': name},
	End: true,
	...more,
});
const pass = (more: object) => ({Type: 'Pass', Next: 'Write', ...more});
const machine = (States: Record<string, object>, more: object = {}) => ({
	StartAt: Object.keys(States)[0],
	...more,
	States,
});

describe('in JSONPath', () => {
	test.each<[string, object, string, string]>([
		['a Result', {Result: {table: 'Orders'}}, '$.table', 'Orders'],
		['a Result put at a path', {Result: 'Orders', ResultPath: '$.a.b'}, '$.a.b', 'Orders'],
		['Parameters', {Parameters: {table: 'Orders', 'x.$': '$.x'}}, '$.table', 'Orders'],
		['what is copied from the input', {Parameters: {'table.$': '$.x'}}, '$.table', '*'],
		['an Assign', {Assign: {table: 'Orders'}}, '$table', 'Orders'],
		['States.Format', {Result: {a: 'Or'}}, "States.Format('{}ders', $.a)", 'Orders'],
		['a result that is thrown away', {Result: {table: 'Orders'}, ResultPath: null}, '$.table', '*'],
		['what OutputPath leaves', {Result: {a: {table: 'O'}}, OutputPath: '$.a'}, '$.table', 'O'],
	])('%s', (_title, state, path, table) => {
		expect(tablesOf(machine({Fix: pass(state), Write: write(path)}))).toEqual([table]);
	});

	test('the context object tells the machine', () => {
		expect(tablesOf(machine({Write: write('$$.StateMachine.Name')}))).toEqual(['orders']);
		expect(tablesOf(machine({Write: write('$$.Execution.Name')}))).toEqual(['*']);
	});

	test('two ways to a state leave what both fix', () => {
		const choose = {Type: 'Choice', Choices: [{Next: 'One'}], Default: 'Two'};
		const states = (one: string, two: string) =>
			machine({
				Choose: choose,
				One: pass({Result: {table: one}}),
				Two: pass({Result: {table: two}}),
				Write: write('$.table'),
			});

		expect(tablesOf(states('A', 'A'))).toEqual(['A']);
		expect(tablesOf(states('A', 'B'))).toEqual(['*']);
	});

	test('a task keeps the input beside its result, and replaces it without a ResultPath', () => {
		const call = (more: object) => ({
			Type: 'Task',
			Resource: 'arn:aws:lambda:eu-west-1:123456789012:function:f',
			Next: 'Write',
			...more,
		});
		const afterCall = (more: object) =>
			tablesOf(
				machine({
					Fix: {Type: 'Pass', Result: {table: 'A'}, Next: 'Call'},
					Call: call(more),
					Write: write('$.table'),
				}),
			);

		expect(afterCall({ResultPath: '$.result'})).toEqual(['A']);
		expect(afterCall({ResultPath: '$.table'})).toEqual(['*']);
		expect(afterCall({})).toEqual(['*']);
	});

	test('a loop that changes a value leaves it open', () => {
		const states = {
			Fix: {Type: 'Pass', Result: {table: 'A'}, Next: 'Write'},
			Write: write('$.table', {End: undefined, ResultPath: null, Next: 'Change'}),
			Change: pass({Result: 'B', ResultPath: '$.table'}),
		};

		expect(tablesOf(machine(states))).toEqual(['*']);
	});

	test('branches get what the Parallel state gets', () => {
		const branch = {StartAt: 'Write', States: {Write: write('$.table')}};
		const states = {
			Fix: {Type: 'Pass', Result: {table: 'A'}, Next: 'Fan'},
			Fan: {Type: 'Parallel', Branches: [branch], End: true},
		};

		expect(tablesOf(machine(states))).toEqual(['A']);
	});
});

describe('in JSONata', () => {
	const top = {QueryLanguage: 'JSONata'};
	const put = (TableName: string) => ({
		Type: 'Task',
		Resource: 'arn:aws:states:::dynamodb:putItem',
		Arguments: {TableName},
		End: true,
	});

	test.each<[string, object, string, string]>([
		['an Output', {Output: {table: 'Orders'}}, '{% $states.input.table %}', 'Orders'],
		['a variable', {Assign: {t: {name: 'Orders'}}}, '{% $t.name %}', 'Orders'],
		['texts put together', {Assign: {t: 'Or'}}, "{% $t & 'ders' %}", 'Orders'],
		['a function is not evaluated', {Assign: {t: 'Or'}}, '{% $uppercase($t) %}', '*'],
		['the context object', {}, '{% $states.context.StateMachine.Name %}', 'orders'],
	])('%s', (_title, state, name, table) => {
		expect(tablesOf(machine({Fix: pass(state), Write: put(name)}, top))).toEqual([table]);
	});

	test('a variable that is assigned twice is open', () => {
		const states = {
			Fix: {Type: 'Pass', Assign: {t: 'A'}, Next: 'Again'},
			Again: pass({Assign: {t: 'B'}}),
			Write: put('{% $t %}'),
		};

		expect(tablesOf(machine(states, top))).toEqual(['*']);
	});
});

test('a child of a Distributed Map has a context object of its own', () => {
	const states = {
		Each: {
			Type: 'Map',
			ItemProcessor: {
				ProcessorConfig: {Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD'},
				StartAt: 'Write',
				States: {Write: write('$$.StateMachine.Name')},
			},
			End: true,
		},
	};

	expect(tablesOf(machine(states))).toEqual(['*']);
});
