import {seconds} from './build/names.ts';
import {ordersRole, ordersScenario} from './build/orders.ts';
import {cloudFormationPaste, notAuthorized} from './build/pastes.ts';
import {loggingActions} from './build/policies.ts';

export const youngRole = ordersScenario({
	id: 'young-role',
	story:
		'The deployment deleted the role, created it again, and continued with the state machine at once.',
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
