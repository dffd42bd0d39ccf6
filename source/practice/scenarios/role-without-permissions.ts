import {orders, ordersRole, ordersScenario} from './build/orders.ts';
import {notAuthorized, terraformPaste} from './build/pastes.ts';

export const roleWithoutPermissions = ordersScenario({
	id: 'role-without-permissions',
	title: 'The role has no permissions for log delivery',
	story:
		'Someone removed a statement with logs actions on "*" from the role. Executions continued to run; the next terraform apply fails.',
	paste: terraformPaste({
		name: orders.name,
		code: 'AccessDeniedException',
		message: notAuthorized,
	}),
	around: now => ({
		roles: [ordersRole(now, [])],
	}),
});
