import {uuidOf} from '../ids.ts';
import {accountId, region} from './build/names.ts';
import {ordersMachine, ordersRole, ordersScenario} from './build/orders.ts';
import {cloudFormationPaste, notAuthorized} from './build/pastes.ts';

const stack = 'order-fulfillment-prod';

export const managedByCloudFormation = ordersScenario({
	id: 'managed-by-cloudformation',
	story:
		'The deployment of the stack fails. The last manual fix of the role was gone after the next deployment.',
	paste: cloudFormationPaste({
		logicalId: 'OrderFulfilment',
		code: 'AccessDeniedException',
		message: notAuthorized,
	}),
	around: now => ({
		stateMachines: [
			ordersMachine(now, {
				tags: {
					'aws:cloudformation:stack-name': stack,
					'aws:cloudformation:stack-id': `arn:aws:cloudformation:${region}:${accountId}:stack/${stack}/${uuidOf(stack)}`,
					'aws:cloudformation:logical-id': 'OrderFulfilment',
					team: 'fulfillment',
				},
			}),
		],
		roles: [ordersRole(now, [])],
	}),
});
