import {uuidOf} from '../../ids.ts';
import {validationStream} from '../../log-delivery/deliver.ts';
import type {
	LogGroupState,
	LogResourcePolicyState,
	LogStreamState,
	ManagedPolicyState,
	RoleState,
	RoleVersion,
	StateMachineState,
} from '../../state.ts';
import {definitionOf} from './definitions.ts';
import {accountId, days, logGroupArn, roleArn, stateMachineArn} from './names.ts';
import {trust} from './policies.ts';

export type RoleParts = Partial<Omit<RoleVersion, 'since'>> & {
	path?: string;
	permissionsBoundaryArn?: string;
	tags?: Record<string, string>;
	/** Milliseconds. */
	age?: number;
	/** Milliseconds; where the role got its policies later than it was made. */
	policiesAge?: number;
};

export function role(now: number, name: string, parts: RoleParts = {}): RoleState {
	const path = parts.path ?? '/';
	const createdAt = now - (parts.age ?? days(212));
	const bare: RoleVersion = {
		since: createdAt,
		trustPolicy: parts.trustPolicy ?? trust('states.amazonaws.com'),
		inlinePolicies: {},
		attachedPolicyArns: [],
	};
	const complete: RoleVersion = {
		...bare,
		since: parts.policiesAge === undefined ? createdAt : now - parts.policiesAge,
		inlinePolicies: parts.inlinePolicies ?? {},
		attachedPolicyArns: parts.attachedPolicyArns ?? [],
	};

	return {
		arn: roleArn(name, path),
		name,
		path,
		createdAt,
		maxSessionDuration: 3600,
		permissionsBoundaryArn: parts.permissionsBoundaryArn ?? null,
		tags: parts.tags ?? {},
		versions: [bare, complete],
	};
}

export const managedPolicy = (
	now: number,
	name: string,
	document: string,
	path = '/',
): ManagedPolicyState => ({
	arn: `arn:aws:iam::${accountId}:policy${path}${name}`,
	name,
	path,
	createdAt: now - days(212),
	document,
});

type StateMachineParts = Partial<
	Pick<StateMachineState, 'type' | 'definition' | 'roleArn' | 'logging' | 'tags'>
> & {age?: number};

export const stateMachine = (
	now: number,
	name: string,
	parts: StateMachineParts = {},
): StateMachineState => ({
	arn: stateMachineArn(name),
	name,
	type: parts.type ?? 'STANDARD',
	createdAt: now - (parts.age ?? days(180)),
	definition: parts.definition ?? definitionOf(name),
	roleArn: parts.roleArn ?? roleArn(`${name}-role`),
	logging: parts.logging ?? {level: 'OFF', includeExecutionData: false, destinations: []},
	tracing: false,
	kmsKeyArn: null,
	revisionId: uuidOf(`revision of ${name}`),
	tags: parts.tags ?? {},
});

export const logsTo = (
	group: string,
	level: StateMachineState['logging']['level'] = 'ALL',
): StateMachineState['logging'] => ({
	level,
	includeExecutionData: true,
	destinations: [`${logGroupArn(group)}:*`],
});

type LogGroupParts = Partial<Pick<LogGroupState, 'class' | 'retentionInDays' | 'streams'>> & {
	/** False where no delivery into it was ever set up. */
	delivered?: boolean;
};

const triedDelivery = (now: number): LogStreamState => ({
	name: validationStream,
	createdAt: now - days(180),
	events: [],
});

export const logGroup = (now: number, name: string, parts: LogGroupParts = {}): LogGroupState => ({
	name,
	arn: logGroupArn(name),
	class: parts.class ?? 'STANDARD',
	kmsKeyArn: null,
	retentionInDays: parts.retentionInDays ?? 30,
	createdAt: now - days(180),
	streams: [...(parts.delivered === false ? [] : [triedDelivery(now)]), ...(parts.streams ?? [])],
});

export const resourcePolicy = (
	now: number,
	name: string,
	document: string,
	group: string | null = null,
): LogResourcePolicyState => ({
	name,
	document,
	logGroupArn: group === null ? null : logGroupArn(group),
	revisionId: uuidOf(`${name} ${group}`).replaceAll('-', ''),
	updatedAt: now - days(41),
});
