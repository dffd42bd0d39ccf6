import {uuidOf} from '../ids.ts';
import {accountId, region} from './build/names.ts';
import {ordersMachine, ordersRole, ordersScenario} from './build/orders.ts';
import {cloudFormationPaste, notAuthorized} from './build/pastes.ts';

const stack = 'order-fulfilment-prod';

export const managedByCloudFormation = ordersScenario({
	id: 'managed-by-cloudformation',
	title: 'The role has no permissions for log delivery, and CloudFormation owns it',
	story:
		'A manual fix works now, but the next deployment of the stack reverts it. The template needs the same change.',
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
					team: 'fulfilment',
				},
			}),
		],
		roles: [ordersRole(now, [])],
	}),
});
