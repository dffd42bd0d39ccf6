import {describe, expect, it} from 'vitest';
import {examineFile} from '../../source/before-deployment/examine-file.ts';
import {TemplateError} from '../../source/template/document.ts';

/** The verdict on a file, or the sentence that refuses it. */
const answer = async (value: unknown, path = 'file.json') => {
	try {
		const text = typeof value === 'string' ? value : JSON.stringify(value);
		const file = {path, text};
		const {verdict} = await examineFile({
			file,
			policies: [],
			region: null,
			readFile: async () => '',
			now: () => 0,
		});
		return verdict;
	} catch (error) {
		if (error instanceof TemplateError) {
			return error.message;
		}

		throw error;
	}
};

const pass = {StartAt: 'A', States: {A: {Type: 'Pass', End: true}}};
const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const machine = (Properties: object, more = {}) => ({
	Type: 'AWS::StepFunctions::StateMachine',
	...more,
	Properties: {DefinitionString: JSON.stringify(pass), ...Properties},
});
const chain = (length: number, next: (name: string) => unknown, last: unknown) =>
	Object.fromEntries([
		...Array.from({length}, (_, index) => [`C${index}`, next(`C${index + 1}`)]),
		[`C${length}`, last],
	]);

describe('a file that is too much', () => {
	it.each([
		['an object in an object, and so on', nested(10_000)],
		[
			'a definition of that kind',
			`{"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":${nested(10_000)}}}}`,
		],
		['brackets that never end', '['.repeat(100_000)],
		['YAML in one line', '- '.repeat(10_000)],
		[
			'conditions that name the next one',
			{
				Conditions: chain(5000, name => ({'Fn::Not': [{Condition: name}]}), {
					'Fn::Equals': ['a', 'b'],
				}),
				Resources: {M: machine({}, {Condition: 'C0'})},
			},
		],
	])('%s nests too deeply', async (_what, text) => {
		expect(await answer(text)).toMatch(/^file\.json nests too deeply/);
	});

	it('of YAML is refused by its size', async () => {
		expect(await answer('- a\n'.repeat(1_100_000))).toMatch(/too large to be YAML/);
	});

	it('counts the size of a definition without the white space that the file has', async () => {
		const Result = Array.from({length: 40}).reduce<unknown>(
			inner => [inner],
			Array(12_000).fill(1),
		);
		const Definition = {StartAt: 'A', States: {A: {Type: 'Pass', Result, End: true}}};
		const Properties = {DefinitionString: undefined, Definition};
		expect(await answer({Resources: {M: machine(Properties)}})).toBe('healthy');
	});

	it('answers where conditions, names and loops multiply', async () => {
		const both = (name: string) => ({'Fn::And': [{Condition: name}, {Condition: name}]});
		const twice = (name: string) => ({
			Type: 'AWS::SQS::Queue',
			Properties: {
				QueueName: {
					'Fn::Join': [
						'',
						[{'Fn::GetAtt': [name, 'QueueName']}, {'Fn::GetAtt': [name, 'QueueName']}],
					],
				},
			},
		});
		const Resources = chain(40, twice, {Type: 'AWS::SQS::Queue', Properties: {QueueName: 'q'}});
		const items = Array.from({length: 30}, (_, index) => `i${index}`);
		const loops = ['A', 'B', 'C', 'D', 'E'].reduce<object>(
			(output, name) => ({[`Fn::ForEach::${name}`]: [name, items, output]}),
			{Each: {Type: 'AWS::SNS::Topic'}},
		);

		expect(
			await answer({
				Conditions: chain(40, both, {'Fn::Equals': ['a', 'a']}),
				Resources: {M: machine({}, {Condition: 'C0'})},
			}),
		).toBe('healthy');
		expect(
			await answer({
				Resources: {...Resources, M: machine({RoleArn: {'Fn::GetAtt': ['C0', 'Arn']}})},
			}),
		).toMatch(/too large once its functions/);
		expect(await answer({Resources: {...loops, M: machine({})}})).toMatch(/Fn::ForEach/);
	});
});

describe('a file that is near what can be read names the way out', () => {
	it.each([
		[{stateMachines: {hello: {definition: pass}}}, /run serverless package/],
		[{version: 'tree-0.1', tree: {id: 'App'}}, /check the \*\.template\.json beside it/],
		[{app: 'npx ts-node bin/app.ts'}, /run cdk synth/],
		[{TemplateBody: {Resources: {}}}, /what its TemplateBody holds/],
		[{version: 3, deployment: {resources: []}}, /is of Pulumi/],
		['name: x\nruntime: yaml\nresources: {}\n', /is of Pulumi/],
		[{steps: [{urn: 'urn:pulumi:dev::x::aws:sfn/stateMachine:StateMachine::m'}]}, /is of Pulumi/],
		['resource "aws_sfn_state_machine" "x" {\n  name = "x"\n}\n', /run terraform plan/],
		[{resource: {aws_sfn_state_machine: {}}}, /run terraform plan/],
		['{"@module":"terraform.ui"}\n{"@module":"terraform.ui"}\n', /run terraform plan/],
		[{format_version: '1.0'}, /is an empty Terraform state/],
		[{format_version: '1.0', valid: true, diagnostics: []}, /is not an Amazon States Language/],
	])('%j', async (value, sentence) => {
		expect(await answer(value)).toMatch(sentence);
	});
});
