import {deliveryPolicyFor} from './build/account.ts';
import {ordersRole, ordersScenario} from './build/orders.ts';
import {cliPaste, notAuthorized} from './build/pastes.ts';
import {loggingActions} from './build/policies.ts';

export const missingResourcePolicy = ordersScenario({
	id: 'missing-resource-policy',
	story:
		'The role can set up log delivery. A central team writes the resource policies of this account.',
	paste: cliPaste('AccessDeniedException', notAuthorized),
	around: now => ({
		roles: [
			ordersRole(
				now,
				loggingActions.filter(action => action !== 'logs:PutResourcePolicy'),
			),
		],
		logResourcePolicies: [deliveryPolicyFor(now)],
	}),
});
