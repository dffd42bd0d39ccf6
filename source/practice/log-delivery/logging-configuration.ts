import type {LoggingConfiguration as WireLogging} from '@aws-sdk/client-sfn';
import type {LoggingConfiguration} from '../../account/step-functions.ts';
import {invalidLogging} from './refusals.ts';

/**
 * What the caller sends is refused here for its form alone.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_LoggingConfiguration.html
 */
export function readLogging(wire: WireLogging): LoggingConfiguration {
	const destinations = (wire.destinations ?? []).map(
		({cloudWatchLogsLogGroup}) => cloudWatchLogsLogGroup?.logGroupArn ?? '',
	);
	const logging = {
		level: wire.level ?? 'OFF',
		includeExecutionData: wire.includeExecutionData ?? false,
		destinations,
	};

	if (logging.level !== 'OFF' && destinations.length !== 1) {
		throw invalidLogging('Must specify exactly one Log Destination.');
	}

	if (destinations.some(destination => !destination.endsWith(':*'))) {
		throw invalidLogging("Log Group ARN must be provided with '*' qualifier.");
	}

	return logging;
}
