import {logGroupArn} from './build/names.ts';
import {orders, ordersMachine, ordersScenario} from './build/orders.ts';
import {terraformPaste} from './build/pastes.ts';
import {logsTo} from './build/resources.ts';

export const destinationWithoutStar = ordersScenario({
	id: 'destination-without-star',
	story: 'The destination is written as log groups are shown everywhere else.',
	paste: terraformPaste({
		name: orders.name,
		code: 'InvalidLoggingConfiguration',
		message: "Invalid Logging Configuration: Log Group ARN must be provided with '*' qualifier.",
	}),
	around: now => ({
		stateMachines: [
			ordersMachine(now, {
				logging: {...logsTo(orders.logGroup), destinations: [logGroupArn(orders.logGroup)]},
			}),
		],
	}),
});
