import {orders, ordersRole, ordersScenario} from './build/orders.ts';
import {notAuthorized, terraformPaste} from './build/pastes.ts';

export const roleWithoutPermissions = ordersScenario({
	id: 'role-without-permissions',
	story:
		'Someone removed a statement from the role of order-fulfillment. Executions continued to run; the next terraform apply fails.',
	paste: terraformPaste({
		name: orders.name,
		code: 'AccessDeniedException',
		message: notAuthorized,
	}),
	around: now => ({
		roles: [ordersRole(now, [])],
	}),
});
