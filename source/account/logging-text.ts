import type {LoggingConfiguration, LogLevel} from './step-functions.ts';

/** The logging configuration as UpdateStateMachine takes it. */
export const printLogging = ({
	level,
	includeExecutionData,
	destinations,
}: LoggingConfiguration): string =>
	JSON.stringify({
		level,
		includeExecutionData,
		destinations: destinations.map(logGroupArn => ({cloudWatchLogsLogGroup: {logGroupArn}})),
	});

const levels: readonly string[] = ['ALL', 'ERROR', 'FATAL', 'OFF'] satisfies LogLevel[];

/** What AWS leaves out is off, false and none. Throws where the text is no logging configuration. */
export function parseLogging(text: string): LoggingConfiguration {
	const value: {
		level?: string;
		includeExecutionData?: boolean;
		destinations?: Array<{cloudWatchLogsLogGroup?: {logGroupArn?: string}}>;
	} = JSON.parse(text);
	const level = value.level ?? 'OFF';

	if (!isLevel(level)) {
		throw new TypeError(`${level} is no log level: it is one of ${levels.join(', ')}`);
	}

	return {
		level,
		includeExecutionData: value.includeExecutionData ?? false,
		destinations: (value.destinations ?? [])
			.map(({cloudWatchLogsLogGroup}) => cloudWatchLogsLogGroup?.logGroupArn)
			.filter(arn => arn !== undefined),
	};
}

const isLevel = (text: string): text is LogLevel => levels.includes(text);
