import type {StateMachine} from '../../source/account/step-functions.ts';
import {shellQuote} from '../../source/aws/shell-quote.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import {expressSubject} from '../common/express-subject.ts';
import {wantedLogGroupArn} from '../common/subject-log-group.ts';
import {logAllEvents} from './log-all-events.ts';

/** Which level logs what: https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-log-level */
export const expressLogLevel: Check = {
	id: 'express-log-level',
	title: 'Are the start and the success of executions logged?',
	decisive: true,
	appliesTo: ({stateMachineArn}) => stateMachineArn !== null,
	command: ({stateMachineArn, region}) =>
		`aws stepfunctions describe-state-machine --state-machine-arn ${shellQuote(stateMachineArn ?? '')} --query 'loggingConfiguration.[level,includeExecutionData]' --output text --region ${region}`,

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
					answer: 'Yes: the level is ALL, execution data included.',
				}
			: withoutData(stateMachine);
	},
};

async function tooLow(stateMachine: StateMachine, context: CheckContext): Promise<Answer> {
	const {name, logging} = stateMachine;
	const remedies = logAllEvents(stateMachine, await wantedLogGroupArn(context));

	return {
		outcome: 'problem',
		evidence: 'read',
		answer:
			logging.level === 'OFF'
				? `No: logging of ${name} is OFF, and what is not logged of an Express execution is kept nowhere.`
				: `No: the level is ${logging.level}. Only ALL logs ExecutionStarted and ExecutionSucceeded; at ${logging.level} an execution that succeeds leaves no event of its start and its end.`,
		details: [
			'What was not logged stays unknown: a higher level counts for executions that start from then on.',
			...(remedies.length === 0
				? ['Name the log group that it is to log to with --log-group.']
				: []),
		],
		remedies,
	};
}

const withoutData = (stateMachine: StateMachine): Answer => ({
	outcome: 'warning',
	evidence: 'read',
	answer:
		'Yes: the level is ALL. Execution data is left out, so that the console shows no input and no output.',
	details: ['No documentation says that this touches the status: it may well be meant so.'],
	remedies: logAllEvents(stateMachine, null),
});
