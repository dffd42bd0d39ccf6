import {orders, ordersRole, ordersScenario} from './build/orders.ts';
import {notAuthorized, terraformPaste} from './build/pastes.ts';

export const roleWithoutPermissions = ordersScenario({
	id: 'role-without-permissions',
	story:
		'The account was cleaned up. Executions of order-fulfillment continued to run; the next terraform apply fails.',
	paste: terraformPaste({
		name: orders.name,
		code: 'AccessDeniedException',
		message: notAuthorized,
	}),
	around: now => ({
		roles: [ordersRole(now, [])],
	}),
});
