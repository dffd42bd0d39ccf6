import {deliveryPolicyFor} from './build/account.ts';
import {ordersRole, ordersScenario} from './build/orders.ts';
import {cloudFormationPaste, notAuthorized} from './build/pastes.ts';

export const logDestination = ordersScenario({
	id: 'log-destination',
	title: 'A deployment fails: the role is not authorized to access the log destination',
	story:
		'Logging was set up in the console, and the role was later replaced by a stricter one. The next deployment of order-fulfilment fails. The error does not say what is missing: it is two things.',
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
