import {expect, test} from 'vitest';
import {summarizeChange} from '../../source/changes/summarize-change.ts';
import {type Change, creating, deleting, updating} from '../../source/diagnosis/remedy.ts';
import {inline, policy} from './sample-changes.ts';

const machine = {
	stateMachineArn: 'arn:aws:states:eu-west-1:123456789012:stateMachine:orders',
	revisionId: null,
};

const definition = (before: object, after: object): Change => ({
	kind: 'definition',
	...machine,
	...updating(JSON.stringify(before), JSON.stringify(after)),
});

const state = (fields: object) => ({StartAt: 'A', States: {A: {Type: 'Task', ...fields}}});
const edit = (before: object, after: object) => definition(state(before), state(after));
const awsvpc = (AssignPublicIp: string) => ({
	AwsvpcConfiguration: {Subnets: ['s-1', 's-2'], SecurityGroups: ['sg-1'], AssignPublicIp},
});
const branch = (seconds: number) => ({
	StartAt: 'In',
	States: {In: {Type: 'Task', TimeoutSeconds: seconds}},
});
const retry = (MaxAttempts: number) => ({ErrorEquals: ['States.ALL'], MaxAttempts});
const logging = (before: object, after: object): Change => ({
	kind: 'logging-configuration',
	...machine,
	...updating(JSON.stringify(before), JSON.stringify(after)),
});
const role = (name: string) => `arn:aws:iam::123456789012:role/service/${name}`;
const passing = (condition: object, ...names: string[]) =>
	inline({
		after: policy({
			Effect: 'Allow',
			Action: ['iam:PassRole'],
			Resource: names.map(role),
			...condition,
		}),
	});
const toTable = policy({Effect: 'Allow', Action: ['dynamodb:PutItem'], Resource: ['arn:t']});
const managed = (texts: ReturnType<typeof creating> | ReturnType<typeof deleting>): Change => ({
	kind: 'role-managed-policy',
	roleName: 'orders',
	policyName: 'more',
	policyArn: 'arn:aws:iam::123456789012:policy/more',
	...texts,
});
const toEcs = {StringEquals: {'iam:PassedToService': ['ecs-tasks.amazonaws.com']}};

test.each<[Change, string[]]>([
	[edit({TimeoutSeconds: 10}, {TimeoutSeconds: 20}), ['A: TimeoutSeconds 10 -> 20']],
	[edit({}, {TimeoutSeconds: 20}), ['A: adds TimeoutSeconds 20']],
	[edit({End: true, Next: 'B'}, {Next: 'C'}), ['A: removes End', 'A: Next B -> C']],
	[
		edit({Parameters: {x: 1}}, {Parameters: {x: 1, NetworkConfiguration: awsvpc('DISABLED')}}),
		['A: adds NetworkConfiguration (2 subnets, 1 security group, no public IP)'],
	],
	[
		edit({Arguments: {}}, {Arguments: {NetworkConfiguration: awsvpc('ENABLED')}}),
		['A: adds NetworkConfiguration (2 subnets, 1 security group, a public IP)'],
	],
	[edit({Retry: [retry(1)]}, {Retry: [retry(3)]}), ['A: Retry[0].MaxAttempts 1 -> 3']],
	[
		edit({Retry: [retry(1)]}, {Retry: [retry(1), retry(2)]}),
		['A: adds Retry[1] {"ErrorEquals":["States.ALL"],"MaxAttempts":2}'],
	],
	[edit({Comment: 'x'}, {Comment: 'y'.repeat(99)}), ['A: changes Comment']],
	[
		edit({Branches: [branch(1)], Type: 'Parallel'}, {Branches: [branch(2)], Type: 'Parallel'}),
		['In: TimeoutSeconds 1 -> 2'],
	],
	[edit({ItemProcessor: branch(1)}, {ItemProcessor: branch(2)}), ['In: TimeoutSeconds 1 -> 2']],
	[edit({ItemProcessor: {}}, {ItemProcessor: {x: 1}}), ['A: adds ItemProcessor.x 1']],
	[
		definition({States: {A: {Type: 'Fail'}}}, {States: {B: {Type: 'Pass'}}}),
		['removes state A (Fail)', 'adds state B (Pass)'],
	],
	[definition({States: {}}, {States: {}, TimeoutSeconds: 9}), ['adds TimeoutSeconds 9']],
	// What the diff hides, the summary does not tell either.
	[
		edit({Parameters: {password: 'hunter2x', n: 1}}, {Parameters: {password: 'Hunter3xyz', n: 2}}),
		['A: changes password', 'A: n 1 -> 2'],
	],
	[
		edit(
			{Environment: [{Name: 'DB_PASSWORD', Value: 'hunter2x'}]},
			{Environment: [{Name: 'DB_PASSWORD', Value: 'Hunter3xyz'}]},
		),
		['A: changes Environment[0].Value'],
	],
	[definition({a: 1, b: 2}, {b: 2, a: 1}), ['+ 1 line, - 1 line']],
	[
		{kind: 'log-group', logGroupName: '/a', ...creating('{"logGroupName": "/a"}')},
		['+ the log group, without a retention: its events never expire'],
	],
	[
		{kind: 'log-group', logGroupName: '/a', ...deleting('{"logGroupName": "/a"}')},
		['- the log group and every event in it'],
	],
	[
		managed(creating(toTable)),
		['+ a customer managed policy, attached to the role', '+ dynamodb:PutItem on arn:t'],
	],
	[
		managed(deleting(toTable)),
		['- the managed policy: detached from the role and deleted', '- dynamodb:PutItem on arn:t'],
	],
	[inline(deleting(toTable)), ['- dynamodb:PutItem on arn:t']],
	[logging({level: 'ERROR'}, {level: 'ALL'}), ['level ERROR -> ALL']],
	[
		passing({Condition: toEcs}, 'run', 'task'),
		['+ iam:PassRole on roles run and task to ecs-tasks.amazonaws.com'],
	],
	[
		passing({Condition: {...toEcs, Bool: {'aws:SecureTransport': ['true']}}}, 'run'),
		['+ iam:PassRole on role run under a condition'],
	],
	[passing({}, 'team/*'), [`+ iam:PassRole on ${role('team/*')}`]],
	[passing({}, 'a', 'b', 'c', 'd'), ['+ iam:PassRole on 4 resources']],
])('a change is told by what it does: %#', (change, lines) => {
	expect(summarizeChange(change)).toEqual(lines);
});
