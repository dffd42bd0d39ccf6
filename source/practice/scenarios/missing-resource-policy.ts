import {deliveryPolicyFor} from './build/account.ts';
import {ordersRole, ordersScenario} from './build/orders.ts';
import {cliPaste, notAuthorized} from './build/pastes.ts';
import {loggingActions} from './build/policies.ts';

export const missingResourcePolicy = ordersScenario({
	id: 'missing-resource-policy',
	title: 'No resource policy allows log delivery to write to the log group',
	story:
		'The role can set up log delivery, but cannot write resource policies. A central team writes them, and this log group is missing.',
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
