import type {AccountState, Behaviour} from '../../state.ts';
import {pastExecutions} from './executions.ts';
import {accountId, region, seconds} from './names.ts';
import {neighbourLogGroups, neighbourResources} from './neighbours.ts';
import {deliveryPolicy} from './policies.ts';
import {resourcePolicy} from './resources.ts';

type Parts = Partial<
	Pick<
		AccountState,
		| 'stateMachines'
		| 'executions'
		| 'roles'
		| 'managedPolicies'
		| 'logGroups'
		| 'logResourcePolicies'
		| 'taskDefinitions'
		| 'clusters'
		| 'taskOutcomes'
	>
> & {behaviour?: Partial<Behaviour>};

/** An account in which other workflows run well, and `parts` besides. Its resource policies are replaced, not added to. */
export function account(now: number, parts: Parts): AccountState {
	const neighbours = neighbourResources(
		now,
		(parts.stateMachines ?? []).map(({name}) => name),
	);
	const stateMachines = sorted([...neighbours.stateMachines, ...(parts.stateMachines ?? [])]);

	return {
		accountId,
		region,
		partition: 'aws',
		callerArn: `arn:aws:sts::${accountId}:assumed-role/OnCallEngineer/robin`,
		stateMachines,
		executions: [
			...stateMachines.flatMap(machine => pastExecutions(now, machine)),
			...(parts.executions ?? []),
		],
		roles: sorted([...neighbours.roles, ...(parts.roles ?? [])]),
		managedPolicies: parts.managedPolicies ?? [],
		logGroups: sorted([...neighbours.logGroups, ...(parts.logGroups ?? [])]),
		logResourcePolicies: parts.logResourcePolicies ?? [deliveryPolicyFor(now)],
		queries: [],
		taskDefinitions: parts.taskDefinitions ?? [],
		clusters: parts.clusters ?? [],
		taskOutcomes: parts.taskOutcomes ?? [],
		behaviour: {
			latency: 60,
			iamReadDelay: seconds(1),
			iamPropagationDelay: seconds(8),
			logDeliveryDelay: seconds(3),
			queryDuration: 900,
			deliveryPolicyScope: 'log-group',
			pageSize: null,
			faults: [],
			...parts.behaviour,
		},
	};
}

/** The account's policy for log delivery: the other workflows' groups and, where given, these. */
export const deliveryPolicyFor = (now: number, ...groups: string[]) =>
	resourcePolicy(
		now,
		'AWSLogDeliveryWrite20150319',
		deliveryPolicy(...neighbourLogGroups, ...groups),
	);

const sorted = <T extends {name: string}>(resources: T[]): T[] =>
	resources.toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
