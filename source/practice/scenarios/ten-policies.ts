import type {Scenario} from '../scenario.ts';
import type {LogResourcePolicyState} from '../state.ts';
import {account} from './build/account.ts';
import {neighbourLogGroups} from './build/neighbours.ts';
import {orders, ordersMachine, ordersRole} from './build/orders.ts';
import {notAuthorized, terraformPaste} from './build/pastes.ts';
import {deliveryPolicy, servicePolicy} from './build/policies.ts';
import {logGroup, resourcePolicy} from './build/resources.ts';

export const tenPolicies: Scenario = {
	id: 'ten-policies',
	title: 'The account has ten resource policies, which is all it can have',
	story:
		'Each team has put its own resource policy on the account. There are ten now, the limit cannot be raised, and the eleventh cannot be written.',
	paste: terraformPaste({
		name: orders.name,
		code: 'AccessDeniedException',
		message: notAuthorized,
	}),
	target: orders.name,
	role: null,
	logGroup: null,
	account: now =>
		account(now, {
			stateMachines: [ordersMachine(now)],
			roles: [ordersRole(now)],
			logGroups: [logGroup(now, orders.logGroup)],
			logResourcePolicies: ten(now),
			behaviour: {deliveryPolicyScope: 'account'},
		}),
};

/** Two near their size, one of another service, and seven that would fit into one. */
const ten = (now: number): LogResourcePolicyState[] => [
	resourcePolicy(
		now,
		'route53-query-logging',
		nearlyFull('route53.amazonaws.com', '/aws/route53/zone'),
	),
	resourcePolicy(
		now,
		'opensearch-slow-logs',
		nearlyFull('es.amazonaws.com', '/aws/opensearch/domains'),
	),
	resourcePolicy(
		now,
		'TrustEventsToStoreLogEvents',
		servicePolicy('TrustEvents', 'events.amazonaws.com', '/aws/events/audit'),
	),
	...neighbourLogGroups.map(group =>
		resourcePolicy(now, `${group.split('/').at(-1)}-log-delivery`, deliveryPolicy(group)),
	),
];

function nearlyFull(service: string, prefix: string): string {
	const groups: string[] = [];

	while (servicePolicy('Write', service, ...groups).length < 4950) {
		groups.push(`${prefix}-${String(groups.length + 1).padStart(2, '0')}`);
	}

	return servicePolicy('Write', service, ...groups);
}
