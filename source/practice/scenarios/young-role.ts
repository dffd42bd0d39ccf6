import {seconds} from './build/names.ts';
import {ordersRole, ordersScenario} from './build/orders.ts';
import {cloudFormationPaste, notAuthorized} from './build/pastes.ts';
import {loggingActions} from './build/policies.ts';

export const youngRole = ordersScenario({
	id: 'young-role',
	title: 'The role is seconds old and has not propagated yet',
	story:
		'The deployment deleted the role, created it again, and continued with the state machine at once. Everything is correct; the new role only needs time to propagate.',
	paste: cloudFormationPaste({
		logicalId: 'OrderFulfilment',
		code: 'AccessDeniedException',
		message: notAuthorized,
	}),
	around: now => ({
		roles: [ordersRole(now, loggingActions, {age: seconds(40), policiesAge: seconds(4)})],
		behaviour: {iamPropagationDelay: seconds(15)},
	}),
});
