import {printLogging} from '../../source/account/logging-text.ts';
import {actionOf, type Change, creating, updating} from '../../source/diagnosis/remedy.ts';
import type {Statement} from '../../source/policy/document.ts';
import {accountId, fakeAccount, groupArn, machineArn} from './fake-account.ts';

export const policy = (...statements: Statement[]): string =>
	JSON.stringify({Version: '2012-10-17', Statement: statements});

export const allow = (action: string, ...resources: string[]): Statement => ({
	Effect: 'Allow',
	Action: [action],
	Resource: resources,
});

type InlineChange = Extract<Change, {kind: 'role-inline-policy'}>;

type InlineTexts = Partial<{
	roleName: string;
	policyName: string;
	before: string | null;
	after: string | null;
}>;

/** The action follows from the texts. */
export const inline = ({
	before = null,
	after = policy(allow('logs:PutLogEvents', '*')),
	...given
}: InlineTexts = {}): InlineChange =>
	({
		kind: 'role-inline-policy',
		roleName: 'orders-role',
		policyName: 'sfn-fix-logs',
		action: actionOf(before, after),
		before,
		after,
		...given,
	}) as InlineChange;

const trusts = (service: string): string =>
	policy({Effect: 'Allow', Principal: {Service: [service]}, Action: ['sts:AssumeRole']});

const initial = fakeAccount().state;
const logPolicy = policy({
	...allow('logs:PutLogEvents', `${groupArn}:log-stream:*`),
	Principal: {Service: ['delivery.logs.amazonaws.com']},
});

/** One change of every kind, each fit for a fresh fake account. */
export const samples: {[Kind in Change['kind']]: Extract<Change, {kind: Kind}>} = {
	'role-inline-policy': inline(),
	'role-trust-policy': {
		kind: 'role-trust-policy',
		roleName: 'orders-role',
		...updating(initial.roles['orders-role']?.trustPolicy ?? '', trusts('states.amazonaws.com')),
	},
	'role-managed-policy': {
		kind: 'role-managed-policy',
		roleName: 'orders-role',
		policyName: 'orders-logs',
		policyArn: `arn:aws:iam::${accountId}:policy/orders-logs`,
		...creating(policy(allow('logs:PutLogEvents', '*'))),
	},
	'account-log-resource-policy': {
		kind: 'account-log-resource-policy',
		policyName: 'sfn-fix-orders',
		...creating(logPolicy),
	},
	'log-group-resource-policy': {
		kind: 'log-group-resource-policy',
		logGroupArn: groupArn,
		policyName: 'sfn-fix-orders',
		revisionId: null,
		...creating(logPolicy),
	},
	'log-group': {
		kind: 'log-group',
		logGroupName: '/aws/vendedlogs/states/orders',
		...creating('{"logGroupName":"/aws/vendedlogs/states/orders"}'),
	},
	'logging-configuration': {
		kind: 'logging-configuration',
		stateMachineArn: machineArn,
		revisionId: 'r1',
		...updating(
			printLogging(initial.logging),
			printLogging({
				level: 'ALL',
				includeExecutionData: true,
				destinations: [`${groupArn}:*`],
			}),
		),
	},
	definition: {
		kind: 'definition',
		stateMachineArn: machineArn,
		revisionId: 'r1',
		...updating(initial.definition, initial.definition.replace('"Succeed"', '"Fail"')),
	},
};

export const everySample: Change[] = Object.values(samples);
