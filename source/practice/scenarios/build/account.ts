import {emptyAccount} from '../../empty-account.ts';
import type {AccountState, Behaviour} from '../../state.ts';
import {pastExecutions} from './executions.ts';
import {neighbourLogGroups, neighbourResources} from './neighbours.ts';
import {deliveryPolicy} from './policies.ts';
import {resourcePolicy} from './resources.ts';

export type Parts = Partial<Omit<AccountState, 'behaviour'>> & {behaviour?: Partial<Behaviour>};

/** An account in which other workflows run well, and `parts` besides. Its resource policies are replaced, not added to. */
export function account(now: number, parts: Parts): AccountState {
	const neighbours = neighbourResources(
		now,
		(parts.stateMachines ?? []).map(({name}) => name),
	);
	const stateMachines = sorted([...neighbours.stateMachines, ...(parts.stateMachines ?? [])]);
	const empty = emptyAccount();

	return {
		...empty,
		...parts,
		stateMachines,
		executions: [
			...stateMachines.flatMap(machine => pastExecutions(now, machine)),
			...(parts.executions ?? []),
		],
		roles: sorted([...neighbours.roles, ...(parts.roles ?? [])]),
		logGroups: sorted([...neighbours.logGroups, ...(parts.logGroups ?? [])]),
		logResourcePolicies: parts.logResourcePolicies ?? [deliveryPolicyFor(now)],
		behaviour: {...empty.behaviour, ...parts.behaviour},
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
