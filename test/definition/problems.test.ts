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
const mapOf = (ProcessorConfig: object) => ({
	Type: 'Map',
	ItemProcessor: {ProcessorConfig, StartAt: 'X', States: {X: pass}},
	Next: 'B',
});
const isNull = {Variable: '$.a', IsNull: true};
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
			{Type: 'Choice', Choices: [{...isNull, Next: 'B'}], Default: 'C'},
			[[target, 'States/A/Default']],
		],
		[
			'a rule that leads nowhere',
			{Type: 'Choice', Choices: [{...isNull, Next: 'C'}, isNull], Default: 'B'},
			[
				[target, 'States/A/Choices/0/Next'],
				[schema, 'States/A/Choices/1'],
			],
		],
		[
			'a catch that leads nowhere, and one of nothing',
			{...task, Catch: [{ErrorEquals: ['A'], Next: 'C'}, {Next: 'B'}]},
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

	// As ValidateStateMachineDefinition answers.
	it.each<[string, object]>([
		['Timeout', {...task, Timeout: 5}],
		['TimeoutSeconds', {Type: 'Pass', TimeoutSeconds: 5, Next: 'B'}],
		['Catch', {Type: 'Pass', Catch: [], Next: 'B'}],
		['Message.$', {...task, 'Message.$': '$.m'}],
		['Next', {Type: 'Fail', Next: 'B'}],
		['Catch/0/_comment', {...task, Catch: [{ErrorEquals: ['A'], Next: 'B', _comment: 'x'}]}],
		['Retry/0/ErrorEquals', {...task, Retry: [{ErrorEquals: ['States.ALL', 'A']}]}],
		[
			'Retry/0/ErrorEquals',
			{...task, Retry: [{ErrorEquals: ['States.ALL']}, {ErrorEquals: ['A']}]},
		],
		['Retry/0/ErrorEquals', {...task, Retry: [{ErrorEquals: []}]}],
		['Retry/0/BackoffRate', {...task, Retry: [{ErrorEquals: ['A'], BackoffRate: 0.5}]}],
		['Retry/0/JitterStrategy', {...task, Retry: [{ErrorEquals: ['A'], JitterStrategy: 'SOME'}]}],
		['', {...task, TimeoutSeconds: 5, TimeoutSecondsPath: '$.t'}],
		['', {Type: 'Fail', Error: 'A', ErrorPath: '$.e'}],
		['', {Type: 'Wait', Seconds: 1, Timestamp: '2030-01-01T00:00:00Z', Next: 'B'}],
		['Seconds', {Type: 'Wait', Seconds: 100_000_000, Next: 'B'}],
		['Seconds', {Type: 'Wait', Seconds: '5', Next: 'B'}],
		['Timestamp', {Type: 'Wait', Timestamp: 'tomorrow', Next: 'B'}],
		['Timestamp', {Type: 'Wait', Timestamp: '2030-13-01T00:00:00Z', Next: 'B'}],
		['ResultPath', {...task, ResultPath: 'result'}],
		['Parameters/a.$', {...task, Parameters: {'a.$': 'plain'}}],
		['Parameters/a/0/b.$', {...task, Parameters: {a: [{'b.$': 'States.Fromat($.a)'}]}}],
		['Assign/1x', {...task, Assign: {'1x': 1}}],
		['Assign/states', {...task, Assign: {states: 1}}],
		['QueryLanguage', {...task, QueryLanguage: 'JMESPath'}],
		['Result', {Type: 'Pass', QueryLanguage: 'JSONata', Result: {}, Next: 'B'}],
		['Arguments/a', {...task, QueryLanguage: 'JSONata', Arguments: {a: '{% $x'}}],
		['Choices', {Type: 'Choice', Choices: [], Default: 'B'}],
		['Choices/0', {Type: 'Choice', Choices: [{Variable: '$.a', Next: 'B'}]}],
		['Choices/0', {Type: 'Choice', Choices: [{...isNull, IsString: true, Next: 'B'}]}],
		['Choices/0', {Type: 'Choice', Choices: [{...isNull, Not: isNull, Next: 'B'}]}],
		['Choices/0/Condition', {Type: 'Choice', Choices: [{Condition: '{% true %}', Next: 'B'}]}],
		[
			'Choices/0/And/0/Next',
			{Type: 'Choice', Choices: [{And: [{...isNull, Next: 'B'}], Next: 'B'}]},
		],
		['Choices/0/Variable', {Type: 'Choice', Choices: [{Variable: 'a', IsNull: true, Next: 'B'}]}],
		['ItemProcessor/ProcessorConfig', mapOf({Mode: 'DISTRIBUTED'})],
		['ItemProcessor/ProcessorConfig/ExecutionType', mapOf({ExecutionType: 'FAST'})],
	])('%s of %j', (field, state) => {
		const at = ['States/A', field].filter(part => part !== '').join('/');
		expect(ofState(state)).toEqual([[schema, at]]);
	});

	it('a state in JSONPath in a definition in JSONata, and a field that no definition has', () => {
		const state = {...pass, QueryLanguage: 'JSONPath'};
		expect(codesOf({StartAt: 'A', QueryLanguage: 'JSONata', States: {A: state}})).toEqual([
			[schema, 'States/A/QueryLanguage'],
		]);
		expect(codesOf({StartAt: 'A', States: {A: pass}, Metadata: {}})).toEqual([
			[schema, 'Metadata'],
		]);
	});

	it.each<object>([
		{...task, Retry: [{ErrorEquals: ['A'], IntervalSeconds: 0, MaxAttempts: 0, Comment: 'x'}]},
		{
			...task,
			Parameters: {'a.$': "States.Format('{}', $.b)", 'b.$': '$$.Execution.Id', 'c.$': '$x'},
		},
		{...task, InputPath: null, ResultPath: null, Credentials: {RoleArn: 'x'}},
		{Type: 'Wait', Timestamp: '2030-01-01T00:00:00+02:00', Next: 'B'},
		{Type: 'Wait', QueryLanguage: 'JSONata', Seconds: '{% $s %}', Next: 'B'},
		{Type: 'Choice', Choices: [{And: [isNull, {Not: isNull}], Comment: 'x', Next: 'B'}]},
		{
			Type: 'Choice',
			QueryLanguage: 'JSONata',
			Choices: [{Condition: '{% true %}', Assign: {a: 1}, Output: 1, Next: 'B'}],
		},
		mapOf({Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS'}),
	])('and not for %j', state => {
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
