import {printLogging} from '../../source/account/logging-text.ts';
import type {LoggingConfiguration, StateMachine} from '../../source/account/step-functions.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import {updating} from '../../source/diagnosis/remedy.ts';
import type {Retry} from '../../source/diagnosis/retry.ts';
import {destinationArn} from '../common/log-group-arn.ts';
import {wantedLogGroupArn} from '../common/subject-log-group.ts';
import {subjectStateMachine} from '../common/subject-state-machine.ts';

/**
 * What the failed deployment tried: UpdateStateMachine with a log destination, which makes Step Functions
 * prove that it can deliver. Null where there is no state machine to update or no log group to log to.
 */
export async function retry(context: CheckContext): Promise<Retry | null> {
	const stateMachine = await subjectStateMachine(context);
	const logGroupArn = await wantedLogGroupArn(context);

	if (stateMachine === null || logGroupArn === null) {
		return null;
	}

	const {arn, name, revisionId, logging} = stateMachine;
	const wanted = {...wantedLevel(stateMachine), destinations: [destinationArn(logGroupArn)]};
	const isOn = printLogging(wanted) === printLogging(logging);

	return {
		kind: 'turn-logging-on',
		title: isOn
			? `Apply the logging configuration of ${name} again`
			: `Turn logging on for ${name}`,
		sideEffects: `Step Functions then tests the delivery and accepts or rejects it. Running executions keep the configuration they started with. Your next deployment sets its own level; this one is ${wanted.level}, ${wanted.includeExecutionData ? 'with' : 'without'} execution data.`,
		change: {
			kind: 'logging-configuration',
			stateMachineArn: arn,
			revisionId,
			...updating(printLogging(logging), printLogging(wanted)),
		},
	};
}

/** The level that is set; where logging is off, the level that the type needs to be of use. */
function wantedLevel({
	type,
	logging,
}: StateMachine): Pick<LoggingConfiguration, 'level' | 'includeExecutionData'> {
	if (logging.level !== 'OFF') {
		return logging;
	}

	// Express executions leave no other trace, and only ALL logs their success.
	return {level: type === 'EXPRESS' ? 'ALL' : 'ERROR', includeExecutionData: false};
}
