import type {LogResourcePolicyState} from '../state.ts';
import {neighbourLogGroups} from './build/neighbours.ts';
import {orders, ordersScenario} from './build/orders.ts';
import {notAuthorized, terraformPaste} from './build/pastes.ts';
import {deliveryPolicy, servicePolicy} from './build/policies.ts';
import {resourcePolicy} from './build/resources.ts';

export const tenPolicies = ordersScenario({
	id: 'ten-policies',
	story:
		'Each team added its own resource policy to the account. The newest team did the same, and its deployment fails.',
	paste: terraformPaste({
		name: orders.name,
		code: 'AccessDeniedException',
		message: notAuthorized,
	}),
	around: now => ({
		logResourcePolicies: ten(now),
		behaviour: {deliveryPolicyScope: 'account'},
	}),
});

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
