import {deliveryPolicyFor} from './build/account.ts';
import {ordersRole, ordersScenario} from './build/orders.ts';
import {cloudFormationPaste, notAuthorized} from './build/pastes.ts';

export const logDestination = ordersScenario({
	id: 'log-destination',
	story:
		'Logging of order-fulfillment was set up in the console, and its role was later replaced by a stricter one. The next deployment fails, and the error does not say what is missing.',
	paste: cloudFormationPaste({
		logicalId: 'OrderFulfilment',
		code: 'AccessDeniedException',
		message: notAuthorized,
	}),
	around: now => ({
		roles: [ordersRole(now, [])],
		logResourcePolicies: [deliveryPolicyFor(now)],
	}),
});
