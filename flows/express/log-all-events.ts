import {printLogging} from '../../source/account/logging-text.ts';
import type {LoggingConfiguration, StateMachine} from '../../source/account/step-functions.ts';
import type {Remedy} from '../../source/diagnosis/remedy.ts';
import {destinationArn} from '../common/log-group-arn.ts';

/**
Level ALL, and then execution data as well. `logGroupArn` is for a state machine that has no destination yet;
none is offered where none is known.
*/
export function logAllEvents(stateMachine: StateMachine, logGroupArn: string | null): Remedy[] {
	const {logging} = stateMachine;
	const destinations =
		logging.destinations.length === 0 && logGroupArn !== null
			? [destinationArn(logGroupArn)]
			: logging.destinations;

	if (destinations.length === 0) {
		return [];
	}

	const wanted = {...logging, level: 'ALL', destinations} as const;

	return [
		...(logging.level === 'ALL' ? [] : [levelAll(stateMachine, wanted)]),
		...(logging.includeExecutionData ? [] : [withExecutionData(stateMachine, wanted)]),
	];
}

const cost =
	'CloudWatch Logs charges for what it takes in: at ALL that is every event of every execution.';

const levelAll = (stateMachine: StateMachine, wanted: LoggingConfiguration): Remedy => ({
	id: 'log-all-events',
	title: `Log every event of ${stateMachine.name} (level ${stateMachine.logging.level} becomes ALL)`,
	why: `Only at ALL are the start and the success of an execution logged, from which the console puts its status together. ${cost}`,
	widens: null,
	changes: [change(stateMachine, wanted)],
});

const withExecutionData = (stateMachine: StateMachine, wanted: LoggingConfiguration): Remedy => ({
	id: 'log-execution-data',
	title: `Log every event of ${stateMachine.name}, input and output included`,
	why: `The console then shows input and output as well. The status does not depend on it, as far as AWS documents. ${cost}`,
	widens:
		'Whoever may read the log group can read the input and output of every state, and the secrets that may be in them.',
	changes: [change(stateMachine, {...wanted, includeExecutionData: true})],
});

const change = (
	{arn, revisionId, logging}: StateMachine,
	wanted: LoggingConfiguration,
): Remedy['changes'][number] => ({
	kind: 'logging-configuration',
	stateMachineArn: arn,
	revisionId,
	before: printLogging(logging),
	after: printLogging(wanted),
});
