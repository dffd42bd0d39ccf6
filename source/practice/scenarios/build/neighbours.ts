import type {AccountState} from '../../state.ts';
import {functionsOf} from './definitions.ts';
import {days} from './names.ts';
import {allow, invokeFunctions, loggingActions} from './policies.ts';
import {logGroup, logsTo, role, stateMachine} from './resources.ts';

type Neighbour = {name: string; express?: true; logged?: true; age: number};

/** What else runs in the account. */
const neighbours: readonly Neighbour[] = [
	{name: 'customer-onboarding', logged: true, age: 702},
	{name: 'DataLakeIngest-Dev', age: 655},
	{name: 'email-campaign', age: 640},
	{name: 'gdpr-erasure', logged: true, age: 511},
	{name: 'image-thumbnails', express: true, logged: true, age: 498},
	{name: 'invoice-nightly', logged: true, age: 470},
	{name: 'loyalty-points', express: true, logged: true, age: 402},
	{name: 'nightly-report', age: 377},
	{name: 'orders-archive', age: 371},
	{name: 'payments-reconciliation', logged: true, age: 366},
	{name: 'price-feed', express: true, age: 214},
	{name: 'ProductImport', age: 198},
	{name: 'returns-handling', logged: true, age: 121},
	{name: 'stock-sync', age: 64},
	{name: 'SupplierOrders_v2', age: 33},
];

const groupOf = (name: string): string => `/workflows/${name}`;

export const neighbourLogGroups: readonly string[] = neighbours
	.filter(({logged}) => logged)
	.map(({name}) => groupOf(name));

const without = (taken: readonly string[]): Neighbour[] =>
	neighbours.filter(({name}) => !taken.includes(name));

/** But for those whose names a scenario takes for its own. */
export const neighbourResources = (
	now: number,
	taken: readonly string[] = [],
): Pick<AccountState, 'stateMachines' | 'roles' | 'logGroups'> => ({
	stateMachines: without(taken).map(({name, express, logged, age}) =>
		stateMachine(now, name, {
			age: days(age),
			...(express && {type: 'EXPRESS'}),
			...(logged && {logging: logsTo(groupOf(name))}),
		}),
	),
	roles: without(taken).map(({name, logged, age}) =>
		role(now, `${name}-role`, {
			age: days(age),
			inlinePolicies: {
				'invoke-functions': invokeFunctions(...functionsOf(name)),
				...(logged && {'log-delivery': allow(loggingActions)}),
			},
		}),
	),
	logGroups: neighbourLogGroups.map(name => logGroup(now, name)),
});
