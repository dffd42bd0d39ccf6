import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {isObject, member} from '../../source/json.ts';
import type {DeployedMachine} from '../../source/template/deployment.ts';
import {TemplateError} from '../../source/template/document.ts';
import {cdkTemplate, read, samTemplate, terraformPlan} from './files.ts';

function only(text: string): {machine: DeployedMachine; deployment: ReturnType<typeof read>} {
	const deployment = read(text);
	const [machine] = deployment.machines;

	if (!machine || deployment.machines.length > 1) {
		throw new Error(`${deployment.machines.length} machines`);
	}

	return {machine, deployment};
}

function textOf({definition}: DeployedMachine): string {
	if (!('text' in definition)) {
		throw new Error(JSON.stringify(definition));
	}

	return definition.text;
}

const parametersOf = (machine: DeployedMachine, state: string): unknown =>
	member(member(member(JSON.parse(textOf(machine)), 'States'), state), 'Parameters');

describe('a definition alone', () => {
	const definition = {StartAt: 'A', States: {A: {Type: 'Pass', End: true}}};

	it('is taken as it stands, its name open: a file can have any', () => {
		const text = JSON.stringify(definition);
		const {machines, format, markers} = read(text, 'flows/orders.asl.json');

		expect(format).toBe('Amazon States Language');
		expect(machines[0]).toMatchObject({definition: {text}, roleArn: null});
		expect(markers.show(machines[0]?.arn ?? '')).toMatch(/:stateMachine:\$\{STATE-MACHINE-NAME\}$/);
	});

	it('is read from YAML, with the lines of the YAML', () => {
		const {machine} = only('StartAt: A\nStates:\n  A:\n    Type: Pass\n    End: true\n');

		expect(JSON.parse(textOf(machine))).toEqual(definition);
		expect(
			'positionOf' in machine.definition && machine.definition.positionOf(['States', 'A', 'End']),
		).toEqual({line: 5, column: 10});
	});

	it('brings in what a merge key names: own keys count, and of several mappings the first', () => {
		const text = `x-a: &a {Type: Wait, End: true}
x-b: &b {Type: Fail, Seconds: 5}
StartAt: A
States: {A: {Seconds: 1, <<: [*a, *b]}}
`;
		const {States} = JSON.parse(textOf(only(text).machine));
		expect(States).toEqual({A: {Type: 'Wait', Seconds: 1, End: true}});
	});

	it('is still a definition where its JSON is broken: that is the finding', () => {
		const text = '{"StartAt": "A", "States": {"A": {"Type": "Pass" "End": true}}}';
		expect(textOf(only(text).machine)).toBe(text);
	});
});

describe('a template of the CDK', () => {
	const {machine, deployment} = only(JSON.stringify(cdkTemplate));

	it('gives the same resource the same text in the definition and in the policy', () => {
		const {FunctionName: name} = parametersOf(machine, 'Charge') as {FunctionName: string};
		const [role] = deployment.roles.values();
		const [policy] = role?.policies ?? [];

		expect(JSON.parse(policy?.document ?? '').Statement[0].Resource).toEqual([name, `${name}:*`]);
		expect(deployment.markers.show(name)).toBe(
			`arn:aws:lambda:\${AWS::Region}:\${AWS::AccountId}:function:\${ChargeFn}`,
		);
	});

	it('finds the role and its policies', () => {
		expect(deployment.roles.get(machine.roleArn ?? '')).toMatchObject({
			policies: [{kind: 'inline', name: 'OrdersRolePolicyE2', unknown: null}],
		});
		expect(machine).toMatchObject({tracing: true, roleUnknown: null, id: 'Orders'});
	});
});

describe('a template of SAM', () => {
	const {machine, deployment} = only(samTemplate);

	it('puts the substitutions into the definition, defaults of parameters among them', () => {
		const {States: states} = JSON.parse(textOf(machine));

		expect(deployment.markers.show(states.Charge.Resource)).toBe(
			`arn:aws:lambda:\${AWS::Region}:\${AWS::AccountId}:function:charge-dev`,
		);
		expect(deployment.markers.show(states.Save.Parameters.TableName)).toMatch(/^\$\{Select /);
		expect(deployment.assumptions).toEqual(['parameter Stage=dev']);
		expect(machine).toMatchObject({name: 'orders-dev', type: 'EXPRESS', tracing: true});
	});

	it('knows the role that SAM makes, and what it does not know of it', () => {
		const {policies} = deployment.roles.get(machine.roleArn ?? '') ?? {policies: []};

		expect(policies.map(({kind, unknown}) => [kind, unknown !== null])).toEqual([
			['inline', false],
			['aws-managed', false],
			['inline', false],
			// That of tracing, which SAM attaches.
			['aws-managed', false],
		]);
		expect(policies[0]?.document).toContain('function:charge-dev*');
	});
});

describe('the plan of Terraform', () => {
	const deployment = read(JSON.stringify(terraformPlan));
	const [orders, audit] = deployment.machines;

	it('finds the role by what the configuration refers to, its ARN unknown', () => {
		const role = deployment.roles.get(orders?.roleArn ?? '');

		expect(role).toMatchObject({
			name: 'orders-role',
			policies: [
				{kind: 'inline', name: 'orders', unknown: null},
				{kind: 'customer-managed', name: 'extra', unknown: expect.any(String)},
			],
		});
	});

	it('says of a definition that is known only after apply that it is unknown', () => {
		expect(audit?.id).toBe('module.audit.aws_sfn_state_machine.this');
		expect(audit?.definition).toMatchObject({unknown: expect.stringContaining('after apply')});
	});
});

describe('any template', () => {
	const name = fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,8}$/);

	it('says the same however the definition is put together', () => {
		fc.assert(
			fc.property(name, fc.boolean(), (id, named) => {
				fc.pre(id !== 'Machine');
				const queue = {Type: 'AWS::SQS::Queue', Properties: named ? {QueueName: 'q'} : {}};
				const before =
					'{"StartAt":"A","States":{"A":{"Type":"Task","End":true,"Resource":"arn:aws:states:::sqs:sendMessage","Parameters":{"QueueUrl":"';
				const after = '"}}}}';
				const forms = [
					{DefinitionString: {'Fn::Join': ['', [before, {Ref: id}, after]]}},
					{DefinitionString: {'Fn::Sub': `${before}\${${id}}${after}`}},
					{DefinitionString: {'Fn::Sub': [`${before}\${It}${after}`, {It: {Ref: id}}]}},
					{
						DefinitionString: `${before}\${It}${after}`,
						DefinitionSubstitutions: {It: {'Fn::GetAtt': [id, 'QueueUrl']}},
					},
					{
						Definition: JSON.parse(`${before}\${It}${after}`),
						DefinitionSubstitutions: {It: {'Fn::Sub': `\${${id}.QueueUrl}`}},
					},
				];
				const texts = forms.map(properties => {
					const Machine = {Type: 'AWS::StepFunctions::StateMachine', Properties: properties};
					const {machine} = only(JSON.stringify({Resources: {[id]: queue, Machine}}));
					return JSON.stringify(parametersOf(machine, 'A'));
				});

				expect(new Set(texts).size).toBe(1);
				expect(texts[0]).toContain(named ? '/q"' : '/__named');
			}),
		);
	});

	const intrinsic = fc.letrec<{value: unknown}>(tie => ({
		value: fc.oneof(
			{depthSize: 'small'},
			fc.constantFrom('x', '', 'a/b', 7, true, null, '{{resolve:ssm:/x}}'),
			fc.record({Ref: fc.constantFrom('A', 'B', 'AWS::Region', 'AWS::NoValue', 'nowhere')}),
			fc.record({'Fn::Sub': fc.constantFrom(`\${A}`, `\${B.Arn}`, `\${!A}`, `\${`)}),
			fc.record({'Fn::Join': fc.tuple(fc.constantFrom('', ','), fc.array(tie('value')))}),
			fc.record({'Fn::Select': fc.tuple(fc.nat(3), tie('value'))}),
			fc.record({'Fn::Split': fc.tuple(fc.constant('/'), tie('value'))}),
			fc.record({'Fn::If': fc.tuple(fc.constantFrom('C', 'D'), tie('value'), tie('value'))}),
			fc.record({'Fn::GetAtt': tie('value')}),
			fc.array(tie('value'), {maxLength: 3}),
		),
	})).value;

	it('is read or refused in one sentence, whatever stands where', () => {
		fc.assert(
			fc.property(intrinsic, intrinsic, intrinsic, (one, two, three) => {
				const template = {
					Conditions: {C: {'Fn::Equals': [one, two]}, D: {'Fn::Not': [{Condition: 'C'}]}},
					Resources: {
						A: {Type: 'AWS::SQS::Queue', Properties: {QueueName: one}},
						B: {Type: 'AWS::IAM::Role', Properties: {RoleName: {Ref: 'A'}, Policies: two}},
						P: {
							Type: 'AWS::IAM::Policy',
							Condition: 'C',
							Properties: {Roles: [{Ref: 'B'}], PolicyDocument: {Statement: three}},
						},
						M: {
							Type: 'AWS::Serverless::StateMachine',
							Properties: {Definition: one, Policies: three, Role: two},
						},
						N: {
							Type: 'AWS::StepFunctions::StateMachine',
							Properties: {DefinitionString: one, RoleArn: two, LoggingConfiguration: three},
						},
					},
				};

				expect(read(JSON.stringify(template)).machines).toHaveLength(2);
			}),
		);
	});

	it.each([
		['nothing', ''],
		['prose', 'Hello there'],
		['a list', '[1, 2]'],
		['a broken YAML', 'a: [1, 2\nb: }'],
		['deep nesting', '['.repeat(100_000)],
		['deep nesting of a template', `{"Resources":{"A":${'['.repeat(50_000)}`],
		[
			'aliases that multiply',
			`a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi'].map((letter, index) => `${letter}: &${letter} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(',')}]`).join('\n')}`,
		],
		['another JSON', '{"name": "x"}'],
	])('%s is refused in one sentence', (_what, text) => {
		expect(() => read(text)).toThrow(TemplateError);
		expect(() => read(text)).toThrow(/^The file [^\n]{5,200}\.$/);
	});

	it('whatever the text, it is read or refused by a TemplateError', () => {
		const noise = fc.oneof(
			fc.string(),
			fc.json(),
			fc.json().map(json => `Resources: ${json}`),
			fc.json().map(json => `{"Resources": {"A": ${json}}, "format_version": "1"}`),
			fc.json().map(json => `{"planned_values": ${json}, "format_version": "1"}`),
			fc
				.json()
				.map(
					json =>
						`{"planned_values": {"root_module": {"resources": [${json}]}}, "format_version": "1"}`,
				),
		);

		fc.assert(
			fc.property(noise, text => {
				try {
					expect(isObject(read(text))).toBe(true);
				} catch (error) {
					expect(error).toBeInstanceOf(TemplateError);
				}
			}),
		);
	});
});

it.each([
	['values', 'Terraform state'],
	['planned_values', 'Terraform plan'],
])('takes a file with %s for a %s', (values, format) => {
	const text = JSON.stringify({format_version: '1.0', [values]: {root_module: {}}});
	expect(read(text).format).toBe(format);
});

it('shows a name that only Terraform makes as the plan can write it', () => {
	const machine = {
		address: 'aws_sfn_state_machine.m',
		mode: 'managed',
		type: 'aws_sfn_state_machine',
		name: 'm',
		values: {definition: '{}'},
	};
	const {machines, markers} = read(
		JSON.stringify({
			format_version: '1.2',
			planned_values: {root_module: {resources: [machine]}},
		}),
	);
	const [{arn, name} = {arn: '', name: ''}] = machines;

	expect([arn, name].map(markers.show)).toEqual([
		`\${aws_sfn_state_machine.m.arn}`,
		`\${aws_sfn_state_machine.m.name}`,
	]);
});
