import {ordersScenario} from './build/orders.ts';
import {cliPaste} from './build/pastes.ts';

export const logGroupMissing = ordersScenario({
	id: 'log-group-missing',
	title: 'The log group was deleted',
	story:
		'A clean-up of old log groups deleted the one of order-fulfilment. Executions still run, their logs are lost, and the next update is refused.',
	paste: cliPaste(
		'InvalidLoggingConfiguration',
		'Invalid Logging Configuration: Log Destination not found.',
	),
	around: () => ({
		logGroups: [],
	}),
});
