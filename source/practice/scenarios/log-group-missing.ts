import {ordersScenario} from './build/orders.ts';
import {cliPaste} from './build/pastes.ts';

export const logGroupMissing = ordersScenario({
	id: 'log-group-missing',
	story: 'Old log groups were cleaned up last week. Executions of order-fulfillment still run.',
	paste: cliPaste(
		'InvalidLoggingConfiguration',
		'Invalid Logging Configuration: Log Destination not found.',
	),
	around: () => ({
		logGroups: [],
	}),
});
