import {describe, expect, it} from 'vitest';
import {examineFile} from '../../source/before-deployment/examine-file.ts';

const examined = async (
	text: string,
	path = 'template.yaml',
	files: Record<string, string> = {},
) => {
	const file = await examineFile({
		file: {path, text},
		policies: [],
		region: null,
		readFile: async name => files[name] ?? '',
		now: () => 0,
	});
	const findings = file.machines.flatMap(machine => machine.findings);

	return {
		verdict: file.verdict,
		findings: findings.map(({check}) => check),
		at: findings.map(({file: other, position}) => `${other ?? path}:${position.line}`),
		machines: file.machines.map(({machine}) => machine.id),
	};
};

const definition = `{
  "StartAt": "Send",
  "States": {
    "Send": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage",
      "Parameters": {"QueueUrl": "$\{Queue}", "MessageBody": "x"},
      "End": true
    }
  }
}`;
const indented = (text: string, by: number) => text.replaceAll(/^/gm, ' '.repeat(by));
const document =
	'PolicyDocument: {Version: "2012-10-17", Statement: [{Effect: Allow, Action: "sqs:SendMessage", Resource: !GetAtt Queue.Arn}]}';

/** Of CloudFormation; `role` and `machine` are further properties. */
const template = ({
	top = '',
	text = definition,
	role = '',
	machine = '',
	more = '',
	service = 'states.amazonaws.com',
}) => `
${top}
Resources:
  Queue: {Type: AWS::SQS::Queue}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: [{Effect: Allow, Principal: {Service: ${service}}, Action: "sts:AssumeRole"}]}
      ${role}
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: !GetAtt Role.Arn
      DefinitionString: !Sub |
${indented(text, 8)}
      ${machine}
  ${more}
`;
const policy = (roles: string, more = '') =>
	`Policy: {Type: AWS::IAM::Policy, ${more} Properties: {PolicyName: p, Roles: ${roles}, ${document}}}`;
const connector = (source: string) =>
	`Connector: {Type: AWS::Serverless::Connector, Properties: {${source}, Destination: {Id: Queue}, Permissions: [Write]}}`;
const queuePolicy = (principal: string) =>
	`QueuePolicy: {Type: AWS::SQS::QueuePolicy, Properties: {Queues: [!Ref Queue], PolicyDocument: {Statement: [{Effect: Allow, Principal: {AWS: ${principal}}, Action: "sqs:SendMessage", Resource: !GetAtt Queue.Arn}]}}}`;
const encrypted = 'EncryptionConfiguration: {Type: CUSTOMER_MANAGED_KMS_KEY, KmsKeyId: !Ref Key}';
const key = (effect: string) =>
	`Key: {Type: AWS::KMS::Key, Properties: {KeyPolicy: {Statement: [{Effect: ${effect}, Principal: {AWS: !GetAtt Role.Arn}, Action: "kms:*", Resource: "*"}]}}}`;
const granted = {more: policy('[!Ref Role]')};
const parameters =
	'Parameters: {P: {Type: String}}\nConditions: {C: !Equals [!Ref P, a], Never: !Equals [a, b]}';

describe('what a template leaves open is neither healthy nor a problem', () => {
	it.each<[string, string, Parameters<typeof template>[0]]>([
		['nothing', 'healthy', granted],
		['no grant', 'problem', {}],
		[
			'a policy of a role or another',
			'no-verdict',
			{top: parameters, more: policy('[!If [C, !Ref P, !Ref Role]]')},
		],
		[
			'a policy of roles that a parameter lists',
			'no-verdict',
			{top: parameters, more: policy('!Ref P')},
		],
		[
			'a policy under a condition',
			'no-verdict',
			{top: parameters, more: policy('[!Ref Role]', 'Condition: C,')},
		],
		[
			'a policy under a condition that is not met',
			'problem',
			{top: parameters, more: policy('[!Ref Role]', 'Condition: Never,')},
		],
		[
			'resources that a macro adds',
			'no-verdict',
			{more: 'Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://b/k}}'},
		],
		[
			'a key, set by its id, whose policy allows the role',
			'healthy',
			{...granted, machine: encrypted, more: `${granted.more}\n  ${key('Allow')}`},
		],
		[
			'an alias of a key',
			'no-verdict',
			{...granted, machine: encrypted.replace('!Ref Key', 'alias/orders')},
		],
		[
			'a key whose policy denies the role',
			'problem',
			{
				...granted,
				machine: encrypted,
				more: `${granted.more}\n  ${key('Deny')}`,
			},
		],
		['a queue whose policy allows the role', 'healthy', {more: queuePolicy('!GetAtt Role.Arn')}],
		[
			'a queue whose policy allows another',
			'problem',
			{more: queuePolicy('"arn:aws:iam::123456789012:role/r"')},
		],
		[
			'a queue whose policy allows a role that only the deployment knows',
			'no-verdict',
			{top: parameters, more: queuePolicy('!Ref P')},
		],
		[
			'a closing bracket where no YAML has it, and CloudFormation takes it',
			'healthy',
			{more: granted.more.replace(/\}$/, '\n}')},
		],
		[
			'what a macro does to the template',
			'no-verdict',
			{top: 'Transform: [AWS::LanguageExtensions, Mine]'},
		],
		[
			'what a macro adds to the role',
			'no-verdict',
			{role: 'Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://b/k}}'},
		],
		[
			'what a macro adds to the state machine',
			'no-verdict',
			{
				...granted,
				machine: 'Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://b/k}}',
			},
		],
		[
			'the name of a role, and a policy names another',
			'no-verdict',
			{top: parameters, role: 'RoleName: !Ref P', more: policy('[orders]')},
		],
		['what a connector grants', 'no-verdict', {more: connector('Source: {Id: Machine}')}],
		[
			'what a connector grants to a role that it names',
			'no-verdict',
			{more: connector('Source: {Arn: !Ref Machine, RoleName: !Ref Role}')},
		],
		[
			'what a connector grants to somebody else',
			'problem',
			{more: connector('Source: {Id: Queue}')},
		],
		[
			'a policy in a loop',
			'healthy',
			{
				more: `Fn::ForEach::Policies: [N, [A], {'Policy$\{N}': {Type: AWS::IAM::Policy, Properties: {PolicyName: !Ref N, Roles: [!Ref Role], ${document}}}}]`,
			},
		],
		[
			'the log level',
			'no-verdict',
			{...granted, top: parameters, machine: 'LoggingConfiguration: {Level: !Ref P}'},
		],
		[
			'whether it logs',
			'no-verdict',
			{
				...granted,
				top: parameters,
				machine: 'LoggingConfiguration: !If [C, {Level: ALL}, !Ref AWS::NoValue]',
			},
		],
		['the type', 'no-verdict', {...granted, top: parameters, machine: 'StateMachineType: !Ref P'}],
		['whom the role trusts', 'no-verdict', {...granted, top: parameters, service: '!Ref P'}],
		[
			'a number',
			'healthy',
			{
				...granted,
				top: parameters,
				text: definition.replace('"End"', `"TimeoutSeconds": \${P}, "End"`),
			},
		],
		[
			'an AWS-managed policy that grants all',
			'healthy',
			{role: 'ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess]'},
		],
		[
			'an AWS-managed policy that is not known',
			'no-verdict',
			{role: 'ManagedPolicyArns: [arn:aws:iam::aws:policy/AmazonSQSFullAccess]'},
		],
		[
			'an AWS-managed policy that denies',
			'no-verdict',
			{
				...granted,
				role: 'ManagedPolicyArns: [arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3]',
			},
		],
		[
			'a boundary',
			'no-verdict',
			{...granted, top: parameters, role: 'PermissionsBoundary: !Ref P'},
		],
	])('%s: %s', async (_open, verdict, parts) => {
		expect((await examined(template(parts))).verdict).toBe(verdict);
	});

	it('does not judge a state machine that is not deployed', async () => {
		const text = template({top: parameters}).replace(
			'StateMachine\n',
			'StateMachine\n    Condition: Never\n',
		);
		expect((await examined(text)).verdict).toBe('no-verdict');
	});

	it('takes a policy to be deployed where its role is, under the same condition', async () => {
		const text = template({top: parameters, more: policy('[!Ref Role]', 'Condition: C,')}).replace(
			'IAM::Role\n',
			'IAM::Role\n    Condition: C\n',
		);
		expect((await examined(text)).verdict).toBe('healthy');
	});
});

describe('loops of a template', () => {
	const loop = (list: string) => `
Parameters: {Names: {Type: CommaDelimitedList}}
Resources:
  Fn::ForEach::Machines:
    - Name
    - ${list}
    - Machine$\{Name}:
        Type: AWS::StepFunctions::StateMachine
        Properties: {RoleArn: !Ref Names, Definition: {StartAt: A, States: {A: {Type: Pass, End: true}}}}
`;

	it('make a state machine for each item, or one where the list is open', async () => {
		expect((await examined(loop('[A, B]'))).machines).toEqual(['MachineA', 'MachineB']);
		expect((await examined(loop('!Ref Names'))).machines).toHaveLength(1);
	});
});

describe('a template of SAM', () => {
	const sam = (properties: string, more = '') => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Queue: {Type: AWS::SQS::Queue}
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: ../flows/send.asl.json
      ${properties}
  ${more}
`;
	const substituted = 'DefinitionSubstitutions: {Queue: !Ref Queue}';
	const of = (text: string, file = definition) =>
		examined(text, 'infra/template.yaml', {'flows/send.asl.json': file});

	it('can add a policy to the role that SAM makes', async () => {
		const more = policy('[!Ref MachineRole]');
		expect((await of(sam(substituted, more))).verdict).toBe('healthy');
	});

	it('has its findings in the definition file, by its path from here', async () => {
		expect(await of(sam(substituted))).toMatchObject({
			verdict: 'problem',
			at: ['flows/send.asl.json:4'],
		});
		expect(
			await of(sam(substituted), definition.replace('"End": true', '"Next": "Gone"')),
		).toMatchObject({
			at: expect.arrayContaining(['flows/send.asl.json:8']),
		});
	});

	it('lets a state machine that is traced send its traces', async () => {
		const more = policy('[!Ref MachineRole]');
		const text = sam(`${substituted}\n      Tracing: {Enabled: true}`, more);
		expect(await of(text)).toMatchObject({verdict: 'healthy', findings: []});
	});

	it('can fill in what is no text', async () => {
		const wait = `{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":\${S},"End":true}}}`;
		const top = 'Parameters: {S: {Type: Number}}';
		const filled = 'DefinitionSubstitutions: {S: !Ref S}';

		expect((await of(`${top}${sam(filled)}`, wait)).verdict).toBe('healthy');
		expect(await of(sam(''), wait)).toMatchObject({verdict: 'problem'});
	});
});

describe('a broken definition within a template', () => {
	it('is reported on the line of the template', async () => {
		const text = template({...granted, text: definition.replace('true\n', 'true,\n')});
		const line = text.split('\n').findIndex(each => each.includes('"End": true,')) + 2;

		expect((await examined(text)).at).toEqual([`template.yaml:${line}`]);
	});
});

describe('a definition alone', () => {
	it.each([
		['a comment', `// Sends\n${definition}`, 'problem'],
		[
			'a value in place of a number',
			`{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":\${s},"End":true}}}`,
			'healthy',
		],
		[
			'directives of a template',
			`{"StartAt":"W","States":{%{ if x }"W":{"Type":"Succeed"}%{ endif }}}`,
			'no-verdict',
		],
	])('with %s', async (_what, text, verdict) => {
		expect((await examined(text, 'a.asl.json')).verdict).toBe(verdict);
	});

	it('is refused where the YAML holds a second document', async () => {
		await expect(examined('StartAt: A\nStates: {}\n---\nStartAt: B\n', 'a.yaml')).rejects.toThrow(
			'a.yaml is not valid JSON or YAML: it holds more than one document',
		);
	});
});

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: values of the deployment
describe('a definition in which the deployment fills in', () => {
	const pass = '{"Type": "Pass", "End": true}';

	it.each([
		[
			'where a state leads',
			'healthy',
			`"A": {"Type": "Pass", "Next": "$\{N}"}, "B": ${pass}, "C": ${pass}`,
		],
		[
			'where a Choice leads',
			'healthy',
			`"A": {"Type": "Choice", "Choices": $\{C}, "Default": "B"}, "B": ${pass}, "C": ${pass}`,
		],
		['whether a state ends it', 'healthy', '"A": {"Type": "Pass", "End": ${E}}'],
		[
			'its query language',
			'healthy',
			'"A": {"Type": "Pass", "QueryLanguage": "${Q}", "Output": 1, "End": true}',
		],
		['a state', 'no-verdict', '"A": ${S}'],
		['the type of a state', 'no-verdict', '"A": {"Type": "${T}", "End": true}'],
		['a branch', 'no-verdict', '"A": {"Type": "Parallel", "Branches": [${B}], "End": true}'],
		['nothing of that', 'problem', `"A": ${pass}, "B": ${pass}`],
	])('%s: %s', async (_what, verdict, states) => {
		const text = `{"StartAt": "A", "States": {${states}}}`;
		expect((await examined(text, 'orders.asl.json')).verdict).toBe(verdict);
	});
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: values of the deployment
