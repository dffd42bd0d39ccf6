import {member} from '../json.ts';
import type {DeployedLogging} from './deployment.ts';
import {hasMarker} from './unresolved.ts';

export function loggingOf(value: unknown): DeployedLogging {
	const level = String(member(value, 'Level') ?? 'OFF');
	const destinations = member(value, 'Destinations');

	return {
		level: level === 'ALL' || level === 'ERROR' || level === 'FATAL' ? level : 'OFF',
		includeExecutionData: isTrue(member(value, 'IncludeExecutionData')),
		destinations: (Array.isArray(destinations) ? destinations : []).flatMap(each => {
			const arn = member(member(each, 'CloudWatchLogsLogGroup'), 'LogGroupArn');
			return typeof arn === 'string' ? [arn] : [];
		}),
	};
}

/** CloudFormation takes `"true"` for true. */
export const isTrue = (value: unknown): boolean => /^(true|yes)$/i.test(String(value));

/** In words, what only the deployment knows of the settings of a state machine in a template. */
export const unknownSettings = ({
	type,
	logging,
	encryption,
}: {
	type: unknown;
	logging: unknown;
	encryption: unknown;
}): string[] => [
	...(isOpen(type) ? ['the type'] : []),
	...(isOpen(logging) || isOpen(member(logging, 'Level')) ? ['the log level'] : []),
	...(hasOpenDestination(logging) ? ['the log destination'] : []),
	...(isOpen(encryption) ? ['the encryption'] : []),
];

const isOpen = (value: unknown): boolean => typeof value === 'string' && hasMarker(value, 'open');

/** What is open as a whole: an ARN with an open name can be judged. */
const hasOpenDestination = (logging: unknown): boolean => {
	const destinations = member(logging, 'Destinations');

	return [destinations].flat().some(each => {
		const arn = member(member(each, 'CloudWatchLogsLogGroup'), 'LogGroupArn') ?? each;
		return isOpen(arn) && !String(arn).startsWith('arn:');
	});
};
