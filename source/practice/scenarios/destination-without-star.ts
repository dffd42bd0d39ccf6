import type {Scenario} from '../scenario.ts';
import {account, deliveryPolicyFor} from './build/account.ts';
import {logGroupArn} from './build/names.ts';
import {orders, ordersMachine, ordersRole} from './build/orders.ts';
import {terraformPaste} from './build/pastes.ts';
import {logGroup, logsTo} from './build/resources.ts';

export const destinationWithoutStar: Scenario = {
	id: 'destination-without-star',
	title: 'The log destination does not end in ":*"',
	story:
		'The destination was written as the log group is shown everywhere else: without the ":*" at its end.',
	paste: terraformPaste({
		name: orders.name,
		code: 'InvalidLoggingConfiguration',
		message: "Invalid Logging Configuration: Log Group ARN must be provided with '*' qualifier.",
	}),
	target: orders.name,
	role: null,
	logGroup: null,
	account: now =>
		account(now, {
			stateMachines: [
				ordersMachine(now, {
					logging: {...logsTo(orders.logGroup), destinations: [logGroupArn(orders.logGroup)]},
				}),
			],
			roles: [ordersRole(now)],
			logGroups: [logGroup(now, orders.logGroup)],
			logResourcePolicies: [deliveryPolicyFor(now, orders.logGroup)],
		}),
};
