import {printLogging} from '../../source/account/logging-text.ts';
import type {LoggingConfiguration, StateMachine} from '../../source/account/step-functions.ts';
import {
	type Answer,
	type Check,
	type CheckContext,
	stateMachineCheck,
} from '../../source/diagnosis/check.ts';
import {type Change, type Remedy, updating} from '../../source/diagnosis/remedy.ts';
import {expressSubject} from '../common/express-subject.ts';
import {describeStateMachine} from '../common/find-out.ts';
import {destinationArn} from '../common/log-group-arn.ts';
import {wantedLogGroupArn} from '../common/subject-log-group.ts';

/** Which level logs what: https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-log-level */
export const check: Check = stateMachineCheck({
	id: 'express-log-level',
	title: 'The start and the success of executions are logged',
	decisive: true,
	findOut: subject => [
		describeStateMachine(subject, 'loggingConfiguration.[level,includeExecutionData]'),
	],

	async run(context) {
		const stateMachine = await expressSubject(context);

		if (stateMachine === null) {
			return null;
		}

		const {level, includeExecutionData} = stateMachine.logging;

		if (level !== 'ALL') {
			return tooLow(stateMachine, context);
		}

		return includeExecutionData
			? {
					outcome: 'ok',
					evidence: 'read',
					answer: 'The log level is ALL, execution data included.',
				}
			: withoutData(stateMachine);
	},
});

async function tooLow(stateMachine: StateMachine, context: CheckContext): Promise<Answer> {
	const {name, logging} = stateMachine;
	const remedies = logAllEvents(stateMachine, await wantedLogGroupArn(context));

	return {
		outcome: 'problem',
		evidence: 'read',
		answer:
			logging.level === 'OFF'
				? `Logging of ${name} is OFF, and AWS keeps no other record of Express executions.`
				: `The log level is ${logging.level}: an execution that succeeds logs neither its start nor its end. Only ALL logs ExecutionStarted and ExecutionSucceeded.`,
		details: [
			'What was not logged stays unknown: a higher level applies to executions that start afterwards.',
			...(remedies.length === 0 ? ['Name the log group with --log-group.'] : []),
		],
		remedies,
	};
}

const withoutData = (stateMachine: StateMachine): Answer => ({
	outcome: 'warning',
	evidence: 'read',
	answer:
		'The log level is ALL. Execution data is excluded, so the console shows no input and no output.',
	details: ['AWS does not document that this affects the status; it can be intended.'],
	remedies: logAllEvents(stateMachine, null),
});

/**
 * Level ALL, and then execution data as well. `logGroupArn` is for a state machine that has no destination yet;
 * none is offered where none is known.
 */
function logAllEvents(stateMachine: StateMachine, logGroupArn: string | null): Remedy[] {
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
	'CloudWatch Logs charges for ingestion: at ALL that is every event of every execution.';

const levelAll = (stateMachine: StateMachine, wanted: LoggingConfiguration): Remedy => ({
	id: 'log-all-events',
	title: `Log every event of ${stateMachine.name} (log level ${stateMachine.logging.level} becomes ALL)`,
	why: `Only ALL logs the start and the success of an execution, from which the console derives its status. ${cost}`,
	widens: null,
	changes: [change(stateMachine, wanted)],
});

const withExecutionData = (stateMachine: StateMachine, wanted: LoggingConfiguration): Remedy => ({
	id: 'log-execution-data',
	title: `Log every event of ${stateMachine.name}, input and output included`,
	why: `The console then shows input and output as well. AWS does not document that the status depends on it. ${cost}`,
	widens:
		'Everybody who can read the log group can read the input and output of every state, including any secrets in them.',
	changes: [change(stateMachine, {...wanted, includeExecutionData: true})],
});

const change = (
	{arn, revisionId, logging}: StateMachine,
	wanted: LoggingConfiguration,
): Change => ({
	kind: 'logging-configuration',
	stateMachineArn: arn,
	revisionId,
	...updating(printLogging(logging), printLogging(wanted)),
});
