import type {Statement} from './document.ts';

/** Who writes the logs of Step Functions and other services: never the state machine's role. */
export const logDeliveryService = 'delivery.logs.amazonaws.com';

/** True for a statement that allows the delivery service and nobody else. */
export function isDeliveryStatement({Effect, Principal}: Statement): boolean {
	if (Effect !== 'Allow' || Principal === undefined || Principal === '*') {
		return false;
	}

	const ids = Object.values(Principal).flat();
	return ids.length > 0 && ids.every(id => id === logDeliveryService);
}

const logGroupArn =
	/^arn:[^:]{1,50}:logs:[^:]{0,50}:[^:]{0,50}:log-group:([^:*?$]{1,512})(?::.{0,512})?$/;

/** The log group that a resource names, where its name holds neither wildcard nor variable. */
export const namedLogGroup = (resource: string): string | null =>
	logGroupArn.exec(resource)?.[1] ?? null;
