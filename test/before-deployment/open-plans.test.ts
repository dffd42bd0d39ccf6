import {expect, it} from 'vitest';
import {examineFile} from '../../source/before-deployment/examine-file.ts';

type Values = Record<string, unknown>;

const policyOf = (action: string, more: Values = {}) =>
	JSON.stringify({
		Version: '2012-10-17',
		Statement: [{Effect: 'Allow', Action: action, Resource: '*', ...more}],
	});
const send = policyOf('sqs:SendMessage');
const trust = JSON.stringify({
	Version: '2012-10-17',
	Statement: {
		Effect: 'Allow',
		Action: 'sts:AssumeRole',
		Principal: {Service: 'states.amazonaws.com'},
	},
});
const machine = {
	name: 'orders',
	type: 'STANDARD',
	definition: JSON.stringify({
		StartAt: 'Send',
		States: {
			Send: {
				Type: 'Task',
				Resource: 'arn:aws:states:::sqs:sendMessage',
				Parameters: {
					QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/123456789012/q',
					MessageBody: 'x',
				},
				End: true,
			},
		},
	}),
	logging_configuration: [],
};
const role = {name: 'orders-role', path: '/', assume_role_policy: trust};
const logging = (block: Values) => ({
	logging_configuration: [{include_execution_data: false, ...block}],
});
const without = (values: Values, name: string) =>
	Object.fromEntries(Object.entries(values).filter(([each]) => each !== name));

/** A resource: its type, its values, the attributes whose expressions refer to something, the module it is in. */
type Given = [type: string, values: Values, refers?: Record<string, string[]>, module?: string];

const usesRole = {role_arn: ['aws_iam_role.this.arn', 'aws_iam_role.this']};
const ofRole = {role: ['aws_iam_role.this.id', 'aws_iam_role.this']};
const machineOf = (more: Values = {}, refers: Record<string, string[]> = {}): Given => [
	'aws_sfn_state_machine',
	{...machine, ...more},
	{...usesRole, ...refers},
];
const roleOf = (more: Values = {}, refers: Record<string, string[]> = {}): Given => [
	'aws_iam_role',
	{...role, ...more},
	refers,
];
const inline = (more: Values = {policy: send}, refers = ofRole): Given => [
	'aws_iam_role_policy',
	{name: 'p', ...more},
	refers,
];
const managed: Given = ['aws_iam_policy', {name: 'm', policy: send}];
const byArn = ['aws_iam_policy.this.arn', 'aws_iam_policy.this'];
const grantedIn = (module: string, refers: Record<string, string[]>): Given[] => [
	['aws_iam_role_policy', {name: 'p', policy: send}, refers, module],
];

function planOf(resources: Given[], outputs: Values = {}, variables: Values = {}): string {
	const referring = (refers: Record<string, string[]> = {}) =>
		Object.fromEntries(Object.entries(refers).map(([name, references]) => [name, {references}]));
	const of = (module: string | undefined) => resources.filter(given => given[3] === module);
	const planned = (module?: string) =>
		of(module).map(([type, values]) => ({
			address: `${module === undefined ? '' : `${module}.`}${type}.this`,
			mode: 'managed',
			type,
			name: 'this',
			values,
		}));
	const configured = (module?: string) =>
		of(module).map(([type, , refers]) => ({
			address: `${type}.this`,
			expressions: referring(refers),
		}));

	return JSON.stringify({
		format_version: '1.2',
		planned_values: {
			root_module: {
				resources: planned(),
				child_modules: [{address: 'module.inner', resources: planned('module.inner')}],
			},
		},
		configuration: {
			root_module: {
				resources: configured(),
				module_calls: {
					inner: {expressions: variables, module: {resources: configured('module.inner'), outputs}},
				},
			},
		},
	});
}

const verdictOf = async (plan: string) =>
	(
		await examineFile({
			file: {path: 'plan.json', text: plan},
			policies: [],
			region: null,
			readFile: () => Promise.reject(new Error('no file')),
			now: () => 0,
		})
	).verdict;

it.each<[string, string, Given[]]>([
	['no grant', 'problem', [machineOf(), roleOf()]],
	['an inline policy', 'healthy', [machineOf(), roleOf(), inline()]],
	['a policy that is known after apply', 'no-verdict', [machineOf(), roleOf(), inline({})]],
	[
		'an inline_policy block that is known after apply',
		'no-verdict',
		[machineOf(), roleOf({inline_policy: [{name: 'p'}]})],
	],
	[
		'the empty inline_policy block of the provider',
		'problem',
		[machineOf(), roleOf({inline_policy: [{name: '', policy: ''}]})],
	],
	[
		'managed_policy_arns of the plan',
		'healthy',
		[machineOf(), roleOf({}, {managed_policy_arns: byArn}), managed],
	],
	[
		'managed_policy_arns of elsewhere',
		'no-verdict',
		[machineOf(), roleOf({}, {managed_policy_arns: ['data.aws_iam_policy.x.arn']})],
	],
	['managed_policy_arns that nobody configured', 'problem', [machineOf(), roleOf()]],
	[
		'aws_iam_policy_attachment',
		'healthy',
		[
			machineOf(),
			roleOf(),
			managed,
			['aws_iam_policy_attachment', {roles: ['orders-role']}, {policy_arn: byArn}],
		],
	],
	[
		'a boundary that is known after apply',
		'no-verdict',
		[machineOf(), roleOf({}, {permissions_boundary: ['var.boundary']}), inline()],
	],
	[
		'a boundary of the plan',
		'problem',
		[
			machineOf(),
			roleOf({}, {permissions_boundary: byArn}),
			inline(),
			['aws_iam_policy', {name: 'b', policy: policyOf('s3:*')}],
		],
	],
	[
		'a trust policy that is known after apply',
		'no-verdict',
		[
			machineOf(),
			[
				'aws_iam_role',
				without(role, 'assume_role_policy'),
				{assume_role_policy: ['data.x.y.json']},
			],
			inline(),
		],
	],
	[
		'a role that cannot be followed',
		'no-verdict',
		[machineOf(), roleOf(), inline({policy: send}, {role: ['local.role']})],
	],
	[
		'a role of another name',
		'problem',
		[machineOf(), roleOf(), inline({policy: send, role: 'another'}, {role: ['local.role']})],
	],
	[
		'a log destination that is known after apply',
		'no-verdict',
		[machineOf(logging({level: 'ALL'})), roleOf(), inline({policy: policyOf('*')})],
	],
	[
		'a log level that is known after apply',
		'no-verdict',
		[machineOf(logging({})), roleOf(), inline()],
	],
	[
		'logging that is off',
		'healthy',
		[machineOf(logging({level: 'OFF', log_destination: null})), roleOf(), inline()],
	],
])('a plan with %s: %s', async (_what, verdict, resources) => {
	expect(await verdictOf(planOf(resources))).toBe(verdict);
});

it('knows the roles of a task definition by reference and by name, or does not know them', async () => {
	const run = (cluster: string) => ({
		definition: JSON.stringify({
			StartAt: 'Run',
			States: {
				Run: {
					Type: 'Task',
					Resource: 'arn:aws:states:::ecs:runTask',
					Parameters: {Cluster: cluster, TaskDefinition: 'pack'},
					End: true,
				},
			},
		}),
	});
	const answer = (values: Values, refers: Record<string, string[]>) =>
		verdictOf(
			planOf([
				machineOf(run('arn:aws:ecs:eu-west-1:123456789012:cluster/c')),
				roleOf(),
				inline({policy: policyOf('ecs:RunTask')}),
				['aws_ecs_task_definition', {family: 'pack', task_role_arn: null, ...values}, refers],
			]),
		);
	const execution = 'execution_role_arn';

	expect(await answer({[execution]: null}, {})).toBe('healthy');
	expect(await answer({[execution]: 'orders-role'}, {})).toBe('problem');
	expect(await answer({}, {[execution]: usesRole.role_arn})).toBe('problem');
	expect(await answer({}, {[execution]: ['local.role']})).toBe('no-verdict');
});

it('does not pass over the state machines of another provider', async () => {
	const other = {definition_string: '{}', role_arn: 'arn:aws:iam::123456789012:role/r'};
	expect(await verdictOf(planOf([['awscc_stepfunctions_state_machine', other]]))).toBe(
		'no-verdict',
	);
});

it('does not take what -target or an error leaves out for all there is', async () => {
	const plan = (more: Values) =>
		verdictOf(JSON.stringify({...JSON.parse(planOf([machineOf(), roleOf()])), ...more}));

	expect(await plan({complete: true, errored: false})).toBe('problem');
	expect(await plan({complete: false})).toBe('no-verdict');
	expect(await plan({errored: true})).toBe('no-verdict');
});

it('follows a role through the output of a module, and through its variable', async () => {
	const references = ofRole.role;
	const outward = [machineOf(), roleOf(), ...grantedIn('module.inner', {role: ['var.role']})];
	const [type, values, refers] = roleOf();
	const inward: Given[] = [
		[type, values, refers ?? {}, 'module.inner'],
		machineOf({}, {role_arn: ['module.inner.role_arn', 'module.inner']}),
		inline({policy: send}, {role: ['module.inner.role_arn', 'module.inner']}),
	];

	expect(await verdictOf(planOf(outward, {}, {role: {references}}))).toBe('healthy');
	expect(await verdictOf(planOf(inward, {role_arn: {expression: {references}}}))).toBe('healthy');
});
