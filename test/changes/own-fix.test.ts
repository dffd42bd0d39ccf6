import {expect, test} from 'vitest';
import type {JournalEntry} from '../../source/changes/journal-entry.ts';
import {ownFix} from '../../source/changes/own-fix.ts';
import type {Subject} from '../../source/diagnosis/subject.ts';
import {noFacts} from '../../source/incident/facts.ts';

const region = 'eu-west-1';
const accountId = '123456789012';
const fn = `arn:aws:lambda:${region}:${accountId}:function:f`;
const group = `arn:aws:logs:${region}:${accountId}:log-group:/orders`;
const machine = `arn:aws:states:${region}:${accountId}:stateMachine:orders`;

const subjectOf = (facts: Partial<typeof noFacts>): Subject => ({
	kind: 'state-machine',
	partition: 'aws',
	region,
	accountId,
	facts: {...noFacts, ...facts},
	stateMachineArn: machine,
	executionArn: null,
	roleArn: `arn:aws:iam::${accountId}:role/path/orders-role`,
	logGroupArn: group,
});

const allowing = (Action: string, Resource: string) =>
	JSON.stringify({Version: '2012-10-17', Statement: [{Effect: 'Allow', Action, Resource}]});

const entry = (change: object, rest: Partial<JournalEntry> = {}) =>
	({id: 'a', status: 'verified', remedyId: null, change, ...rest}) as JournalEntry;

const policy = (after: string, roleName = 'orders-role') => ({
	kind: 'role-inline-policy',
	roleName,
	policyName: 'sfn-fix-permissions',
	after,
});

const invoke = {action: 'lambda:InvokeFunction', resource: fn};
const account = (after: string) => ({kind: 'account-log-resource-policy', policyName: 'p', after});
const correct = {kind: 'definition', stateMachineArn: machine};

// A change of another action, resource, role, log group or kind fixes something else.
test.each<[boolean, string, Partial<typeof noFacts>, JournalEntry]>([
	[true, 'action-denied', invoke, entry(policy(allowing('lambda:invokeFunction', fn)))],
	[true, 'action-denied', invoke, entry(policy(allowing('lambda:*', '*')))],
	[false, 'action-denied', invoke, entry(policy(allowing('lambda:InvokeFunction', `${fn}2`)))],
	[false, 'action-denied', invoke, entry(policy(allowing('events:PutRule', '*')))],
	[false, 'action-denied', invoke, entry(policy(allowing('lambda:*', '*'), 'other'))],
	[false, 'action-denied', invoke, entry(policy('{"Version'))],
	[false, 'action-denied', invoke, entry(policy(allowing('lambda:*', '*')), {status: 'unknown'})],
	[true, 'managed-rule-denied', {}, entry(policy(allowing('events:PutRule', '*')))],
	[false, 'managed-rule-denied', {}, entry(policy(allowing('lambda:*', '*')))],
	[
		true,
		'assume-role-denied',
		{},
		entry({kind: 'role-trust-policy', roleName: 'orders-role', after: '{}'}),
	],
	[true, 'log-destination-denied', {}, entry(account('…log-group:/orders:log-stream:*'))],
	[false, 'log-destination-denied', {}, entry(account('…log-group:/billing:*'))],
	[false, 'timed-out', {}, entry(correct, {remedyId: 'raise-timeout'})],
	[true, 'data-path-error', {}, entry(correct, {remedyId: 'correct-path'})],
	[false, 'data-path-error', {}, entry(correct, {remedyId: 'raise-timeout'})],
])('%s for %s with %j', (isFixed, flow, facts, change) => {
	const failed = {flow, subject: subjectOf(facts), roleName: 'orders-role'};
	expect(ownFix([change], failed) !== null).toBe(isFixed);
});
