import {printLogging} from '../../source/account/logging-text.ts';
import type {StateMachine} from '../../source/account/step-functions.ts';
import type {Remedy} from '../../source/diagnosis/remedy.ts';
import {destinationArn} from '../common/log-group-arn.ts';

/** Points the logging at this log group and keeps its level. */
export const mendDestination = (stateMachine: StateMachine, logGroupArn: string): Remedy => {
	const {arn, name, revisionId, logging} = stateMachine;

	return {
		id: 'mend-destination',
		title: `Set the log destination of ${name} to ${destinationArn(logGroupArn)}`,
		why: 'A logging configuration takes exactly one destination: the ARN of a log group of the same account and region, with :* at its end.',
		widens: null,
		changes: [
			{
				kind: 'logging-configuration',
				stateMachineArn: arn,
				revisionId,
				before: printLogging(logging),
				after: printLogging({...logging, destinations: [destinationArn(logGroupArn)]}),
			},
		],
	};
};
