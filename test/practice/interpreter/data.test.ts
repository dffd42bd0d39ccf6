import {describe, expect, test} from 'vitest';
import {functionArn} from '../../../source/practice/scenarios/build/names.ts';
import {task} from '../../../source/practice/scenarios/build/states.ts';
import {play} from './play.ts';

async function outputOf(state: object, input: unknown, rest?: object): Promise<unknown> {
	const {start, describe: describeIt} = play({Only: {...state, End: true}}, {...(rest && {rest})});
	const {status, output = 'null', cause} = await describeIt(await start(input));
	expect({status, cause}).toEqual({status: 'SUCCEEDED', cause: undefined});

	return JSON.parse(output);
}

const invoke = (rest: object) => task('lambda:invoke', {FunctionName: 'f', 'Payload.$': '$'}, rest);

describe('JSONPath', () => {
	test.each<[object, unknown, unknown]>([
		[{Type: 'Pass'}, {a: 1}, {a: 1}],
		[{Type: 'Pass', Result: [1], ResultPath: '$.b.c'}, {a: 1}, {a: 1, b: {c: [1]}}],
		[{Type: 'Pass', ResultPath: null, Result: 1}, {a: 1}, {a: 1}],
		[{Type: 'Pass', InputPath: "$['a b'][1]"}, {'a b': [1, 2]}, 2],
		[{Type: 'Pass', OutputPath: '$.a', Result: {a: 7}}, {}, 7],
		[{Type: 'Pass', InputPath: null}, {a: 1}, {}],
		[
			{Type: 'Pass', Parameters: {fixed: 1, 'name.$': '$$.State.Name', list: [{'x.$': '$.a'}]}},
			{a: 5},
			{fixed: 1, name: 'Only', list: [{x: 5}]},
		],
		[invoke({OutputPath: '$.Payload'}), {a: 1}, {a: 1}],
		[
			invoke({ResultSelector: {'code.$': '$.StatusCode'}, ResultPath: '$.call'}),
			{a: 1},
			{a: 1, call: {code: 200}},
		],
		[
			{
				Type: 'Map',
				ItemsPath: '$.items',
				ItemSelector: {
					'value.$': '$$.Map.Item.Value',
					'index.$': '$$.Map.Item.Index',
					'of.$': '$.of',
				},
				ItemProcessor: {StartAt: 'A', States: {A: {Type: 'Pass', End: true}}},
			},
			{items: ['x', 'y'], of: 2},
			[
				{value: 'x', index: 0, of: 2},
				{value: 'y', index: 1, of: 2},
			],
		],
		[
			{
				Type: 'Parallel',
				Branches: [
					{StartAt: 'A', States: {A: {Type: 'Wait', Seconds: 3, End: true}}},
					{StartAt: 'B', States: {B: {Type: 'Pass', Result: 'b', End: true}}},
				],
			},
			{a: 1},
			[{a: 1}, 'b'],
		],
	])('%j makes of %j %j', async (state, input, output) => {
		expect(await outputOf(state, input)).toEqual(output);
	});
});

describe('JSONata', () => {
	const rest = {QueryLanguage: 'JSONata'};

	test('reads literals and paths from $states', async () => {
		const state = {
			Type: 'Task',
			Resource: 'arn:aws:states:::lambda:invoke',
			Arguments: {FunctionName: `{% '${functionArn('f')}' %}`, Payload: '{% $states.input %}'},
			Output: {
				kept: '{% $states.input.a[0].b %}',
				answered: '{% $states.result.Payload.a %}',
				name: '{% $states.context.State.Name %}',
				plain: 'text',
			},
		};

		expect(await outputOf(state, {a: [{b: 3}]}, rest)).toEqual({
			kept: 3,
			answered: [{b: 3}],
			name: 'Only',
			plain: 'text',
		});
	});

	test.each([
		['{% $states.input.gone %}', 'returned nothing (undefined)'],
		['{% $sum([1, 2]) %}', 'is more than this practice account evaluates'],
	])('%s fails the execution', async (Output, why) => {
		const {start, describe: describeIt} = play({Only: {Type: 'Pass', Output, End: true}}, {rest});

		expect(await describeIt(await start())).toMatchObject({
			status: 'FAILED',
			error: 'States.QueryEvaluationError',
			cause: expect.stringContaining(why),
		});
	});
});

test.each<[object, unknown, boolean]>([
	[{Variable: '$.a', StringEquals: 'x'}, {a: 'x'}, true],
	[{Variable: '$.a', StringEquals: '1'}, {a: 1}, false],
	[{Variable: '$.a', NumericLessThanEquals: 3}, {a: 3}, true],
	[{Variable: '$.a', NumericGreaterThanPath: '$.b'}, {a: 3, b: 4}, false],
	[{Variable: '$.a', BooleanEquals: false}, {a: false}, true],
	[{Variable: '$.a', IsPresent: true}, {}, false],
	[{Variable: '$.a', IsPresent: false}, {}, true],
	[{Variable: '$.a', IsNull: true}, {a: null}, true],
	[{Variable: '$.a', StringMatches: 'log-*.txt'}, {a: 'log-7.txt'}, true],
	[{Variable: '$.a', StringMatches: 'a*a'}, {a: 'a'}, false],
	[{Variable: '$.a', StringMatches: '*b*b*'}, {a: 'abc'}, false],
	[{Variable: '$.a', TimestampLessThan: '2026-01-02T00:00:00Z'}, {a: '2026-01-01T00:00:00Z'}, true],
	[{Not: {Variable: '$.a', StringEquals: 'x'}}, {a: 'y'}, true],
	[
		{
			And: [
				{Variable: '$.a', IsPresent: true},
				{Variable: '$.a', NumericEquals: 2},
			],
		},
		{a: 1},
		false,
	],
	[
		{
			Or: [
				{Variable: '$.a', NumericEquals: 1},
				{Variable: '$.a', NumericEquals: 2},
			],
		},
		{a: 2},
		true,
	],
])('the rule %j fits %j: %s', async (rule, input, fits) => {
	const {start, describe: describeIt} = play({
		Which: {Type: 'Choice', Choices: [{...rule, Next: 'Yes'}], Default: 'No'},
		Yes: {Type: 'Pass', Result: true, End: true},
		No: {Type: 'Pass', Result: false, End: true},
	});

	expect((await describeIt(await start(input))).output).toBe(String(fits));
});
