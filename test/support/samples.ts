import type {LogGroup} from '../../source/account/cloudwatch-logs.ts';
import type {Role, RolePolicy} from '../../source/account/iam.ts';
import type {StateMachine} from '../../source/account/step-functions.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import type {
	NotCreatedSubject,
	StateMachineSubject,
	Subject,
} from '../../source/diagnosis/subject.ts';
import {noFacts} from '../../source/incident/facts.ts';
import {type FakeAccount, fakeReads} from './fake-reads.ts';

/** 1 October 2026, noon. */
export const noon = Date.UTC(2026, 9, 1, 12);

export const ordersArn = 'arn:aws:states:eu-west-1:123456789012:stateMachine:orders';
export const ordersRoleArn = 'arn:aws:iam::123456789012:role/orders-role';
export const ordersLogGroup = '/aws/vendedlogs/states/orders';
export const ordersLogGroupArn = `arn:aws:logs:eu-west-1:123456789012:log-group:${ordersLogGroup}`;

export const stepFunctionsTrust = JSON.stringify({
	Version: '2012-10-17',
	Statement: [
		{Effect: 'Allow', Principal: {Service: 'states.amazonaws.com'}, Action: 'sts:AssumeRole'},
	],
});

const place = {
	partition: 'aws',
	region: 'eu-west-1',
	accountId: '123456789012',
	facts: noFacts,
};

export const aSubject = (given: Partial<StateMachineSubject> = {}): StateMachineSubject => ({
	...place,
	kind: 'state-machine',
	stateMachineArn: ordersArn,
	executionArn: null,
	roleArn: null,
	logGroupArn: null,
	...given,
});

/** A subject whose creation failed: role and log group are given instead. */
export const notCreatedYet = (given: Partial<NotCreatedSubject> = {}): NotCreatedSubject => ({
	...place,
	kind: 'not-created',
	roleArn: ordersRoleArn,
	logGroupArn: ordersLogGroupArn,
	...given,
});

export const aStateMachine = (given: Partial<StateMachine> = {}): StateMachine => ({
	arn: ordersArn,
	name: 'orders',
	type: 'STANDARD',
	createdAt: new Date(noon - 86_400_000),
	definition: '{"StartAt":"Done","States":{"Done":{"Type":"Succeed"}}}',
	roleArn: ordersRoleArn,
	logging: {
		level: 'ALL',
		includeExecutionData: true,
		destinations: [`${ordersLogGroupArn}:*`],
	},
	tracing: false,
	kmsKeyArn: null,
	revisionId: 'revision-1',
	...given,
});

export const aRole = (given: Partial<Role> = {}): Role => ({
	arn: ordersRoleArn,
	name: 'orders-role',
	path: '/',
	createdAt: new Date(noon - 86_400_000),
	trustPolicy: stepFunctionsTrust,
	permissionsBoundaryArn: null,
	tags: {},
	...given,
});

export const aLogGroup = (given: Partial<LogGroup> = {}): LogGroup => ({
	name: ordersLogGroup,
	arn: ordersLogGroupArn,
	class: 'STANDARD',
	kmsKeyArn: null,
	retentionInDays: null,
	createdAt: new Date(noon - 86_400_000),
	...given,
});

export const anInlinePolicy = (name: string, ...statements: object[]): RolePolicy => ({
	kind: 'inline',
	name,
	arn: null,
	document: aPolicy(...statements),
});

export const aPolicy = (...statements: object[]): string =>
	JSON.stringify({Version: '2012-10-17', Statement: statements});

/** The state machine orders with its role and log group, and whatever the test adds or replaces. */
export const anAccount = (given: FakeAccount = {}): FakeAccount => ({
	stateMachines: [aStateMachine()],
	roles: [aRole()],
	logGroups: [aLogGroup()],
	...given,
});

export const aContext = (account: FakeAccount, subject: Subject = aSubject()): CheckContext => ({
	subject,
	reads: fakeReads(account),
	now: () => noon,
});
