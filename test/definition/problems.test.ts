import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {problemsOf} from '../../source/definition/problems.ts';

const pass = {Type: 'Pass', End: true};
const codesOf = (value: unknown, type: 'STANDARD' | 'EXPRESS' = 'STANDARD') =>
	problemsOf(JSON.stringify(value), type).map(({code, segments}) => [code, segments.join('/')]);
const ofState = (state: object, type: 'STANDARD' | 'EXPRESS' = 'STANDARD') =>
	codesOf({StartAt: 'A', States: {A: state, B: {Type: 'Succeed'}}}, type).filter(
		([, at]) => at !== 'States/B',
	);
const task = {Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', Next: 'B'};
const schema = 'SCHEMA_VALIDATION_FAILED';
const target = 'MISSING_TRANSITION_TARGET';

describe('what AWS refuses a definition for', () => {
	it.each<[string, object, string[][]]>([
		['nothing', task, []],
		['a type that does not exist', {...task, Type: 'Tsk'}, [[schema, 'States/A']]],
		['no type', {Resource: task.Resource, Next: 'B'}, [[schema, 'States/A']]],
		['a task without a resource', {Type: 'Task', Next: 'B'}, [[schema, 'States/A']]],
		[
			'a resource that is no ARN',
			{...task, Resource: 'orders'},
			[['INVALID_RESOURCE', 'States/A/Resource']],
		],
		['no way on', {Type: 'Pass'}, [[schema, 'States/A']]],
		['two ways on', {Type: 'Pass', Next: 'B', End: true}, [[schema, 'States/A']]],
		['a wait for nothing', {Type: 'Wait', Next: 'B'}, [[schema, 'States/A']]],
		['a wait', {Type: 'Wait', SecondsPath: '$.s', Next: 'B'}, []],
		['a target that does not exist', {...task, Next: 'C'}, [[target, 'States/A/Next']]],
		[
			'a default that does not exist',
			{Type: 'Choice', Choices: [{Next: 'B'}], Default: 'C'},
			[[target, 'States/A/Default']],
		],
		[
			'a rule that leads nowhere',
			{Type: 'Choice', Choices: [{Next: 'C'}, {}], Default: 'B'},
			[
				[target, 'States/A/Choices/0/Next'],
				[schema, 'States/A/Choices/1'],
			],
		],
		[
			'a catch that leads nowhere, and one of nothing',
			{...task, Catch: [{ErrorEquals: ['States.ALL'], Next: 'C'}, {Next: 'B'}]},
			[
				[target, 'States/A/Catch/0/Next'],
				[schema, 'States/A/Catch/1'],
			],
		],
		['a retry of nothing', {...task, Retry: [{}]}, [[schema, 'States/A/Retry/0']]],
		['JSONata in JSONPath', {...task, Arguments: {}}, [[schema, 'States/A/Arguments']]],
		[
			'JSONPath in JSONata',
			{...task, QueryLanguage: 'JSONata', Parameters: {}},
			[[schema, 'States/A/Parameters']],
		],
		['a map without a processor', {Type: 'Map', Next: 'B'}, [[schema, 'States/A']]],
		[
			'a branch without its start',
			{Type: 'Parallel', Branches: [{StartAt: 'X', States: {Y: pass}}], Next: 'B'},
			[
				[target, 'States/A/Branches/0/StartAt'],
				[target, 'States/A/Branches/0/States/Y'],
			],
		],
		[
			'a name twice',
			{Type: 'Map', ItemProcessor: {StartAt: 'A', States: {A: pass}}, Next: 'B'},
			[['DUPLICATE_STATE_NAME', 'States/A/ItemProcessor/States/A']],
		],
	])('%s', (_what, state, expected) => {
		expect(ofState(state)).toEqual(expected);
	});

	it.each([
		[{...task, Resource: 'arn:aws:states:::ecs:runTask.sync'}],
		[{...task, Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken'}],
		[{...task, Resource: 'arn:aws:states:eu-west-1:123456789012:activity:pay'}],
	])('an Express workflow for %j, which a Standard one takes', state => {
		expect(ofState(state, 'EXPRESS')).toEqual([[schema, 'States/A/Resource']]);
		expect(ofState(state)).toEqual([]);
	});

	it('a definition without an end, a start or states, and one that is too large', () => {
		expect(codesOf({StartAt: 'A', States: {A: {Type: 'Pass', Next: 'A'}}})).toEqual([
			['MISSING_END_STATE', 'States'],
		]);
		expect(codesOf({States: {A: pass}})).toEqual([[schema, '']]);
		expect(codesOf({StartAt: 'A', States: {}})).toEqual([[schema, '']]);
		expect(codesOf({StartAt: 'A', States: {A: pass}, Comment: 'x'.repeat(1_048_576)})).toEqual([
			[schema, ''],
		]);
	});

	it('broken JSON, with its line', () => {
		expect(problemsOf('{\n"StartAt": }', 'STANDARD')).toMatchObject([
			{code: 'INVALID_JSON_DESCRIPTION', syntax: {line: 2}},
		]);
	});

	it('any JSON is judged without a fault', () => {
		fc.assert(
			fc.property(
				fc.jsonValue(),
				fc.constantFrom('Task', 'Map', 'Choice', 'Wait'),
				(value, Type) => {
					const state = {Type, Choices: value, Catch: value, ItemProcessor: value, Retry: value};
					expect(Array.isArray(codesOf({StartAt: 'A', States: {A: state, B: value}}))).toBe(true);
					expect(Array.isArray(codesOf(value))).toBe(true);
				},
			),
		);
	});
});
