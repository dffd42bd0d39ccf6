import type {StateMachine} from '../../source/account/step-functions.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import type {Subject} from '../../source/diagnosis/subject.ts';
import {type ExecutionLog, longestDelay} from '../../source/execution-log/executions-in.ts';
import {endOf, hasStart, trueStatus} from '../../source/execution-log/true-status.ts';
import {durationOf} from '../../source/text.ts';
import {expressSubject, namedExecution} from '../common/express-subject.ts';
import {
	counted,
	executionLine,
	filterCommand,
	readingCommand,
	whatWouldTell,
} from './execution-words.ts';
import {type ReadLogs, readingWords, readLogsOf, readRecentLogs} from './read-execution-logs.ts';

/**
AWS documents the delivery as best effort, neither complete nor in time:
https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
*/
export const executionLogs: Check = {
	id: 'execution-logs',
	title: 'Do the logs of its executions arrive, from the start to the end?',
	decisive: true,
	appliesTo: ({stateMachineArn}) => stateMachineArn !== null,
	command: filterCommand,

	async run(context) {
		const stateMachine = await expressSubject(context);

		if (stateMachine === null) {
			return null;
		}

		if (stateMachine.logging.level === 'OFF') {
			return nothingLogged(stateMachine);
		}

		const logs = await recentAndNamed(context);

		if (logs.executions.length === 0) {
			return noneSeen(stateMachine, logs, context.subject);
		}

		return stateMachine.logging.level === 'ALL'
			? judgeAll(logs, context.subject)
			: judgeFailures(stateMachine, logs);
	},
};

/** The last three hours, and the named execution wherever it lies. */
async function recentAndNamed(context: CheckContext): Promise<ReadLogs> {
	const named = namedExecution(context.subject);
	const [recent, own] = await Promise.all([
		readRecentLogs(context),
		named === null ? null : readLogsOf(named, context),
	]);
	const further = own?.executions.filter(
		({arn}) => !recent.executions.some(seen => seen.arn === arn),
	);

	return {...recent, executions: [...recent.executions, ...(further ?? [])]};
}

const nothingLogged = ({name}: StateMachine): Answer => ({
	outcome: 'unknown',
	evidence: 'read',
	answer: `Nothing can be seen: logging of ${name} is OFF.`,
});

const noneSeen = ({name}: StateMachine, logs: ReadLogs, subject: Subject): Answer => ({
	outcome: 'unknown',
	evidence: 'read',
	answer: `Not known: ${logs.logGroup.name} holds no event of ${name} in the last three hours.`,
	details: [readingWords(logs), ...othersWords(logs), whatWouldTell, findOut(logs, subject)],
});

const othersWords = ({others}: ReadLogs): string[] =>
	others === 0
		? []
		: [
				`It holds events of ${counted(others, 'execution')} of other state machines: the log group takes logs.`,
			];

const findOut = (logs: ReadLogs, subject: Subject): string =>
	`Find out with: ${readingCommand(logs, subject, null)}`;

function judgeAll(logs: ReadLogs, subject: Subject): Answer {
	const {executions, until} = logs;
	const lost = executions.filter(
		execution => trueStatus(execution, until).kind === 'end-not-logged',
	);
	const whole = executions.filter(execution => hasStart(execution) && endOf(execution) !== null);
	const details = [readingWords(logs), ...lost.slice(0, 5).map(one => executionLine(one, logs))];

	if (whole.length === 0) {
		return {
			outcome: 'unknown',
			evidence: 'read',
			answer: `Not known: events arrive in ${logs.logGroup.name}, and of no execution both the start and the end.`,
			details: [...details, whatWouldTell, findOut(logs, subject)],
		};
	}

	if (lost.length > 0) {
		return {
			outcome: 'warning',
			evidence: 'read',
			answer: `In part: of ${counted(executions.length, 'execution')} ${whole.length} are logged from start to end, and ${lost.length} without an end.`,
			details: [...details, bestEffort],
		};
	}

	return {
		outcome: 'ok',
		evidence: 'read',
		answer: `Yes: ${logs.logGroup.name} holds ${whole.length} of ${counted(executions.length, 'execution')} from start to end${slowestWords(executions)}.`,
		details,
	};
}

const bestEffort =
	'AWS documents the delivery of logs as best effort: it may lose events. Where the outcome has to be known for sure, use a Standard state machine or record it yourself.';

function slowestWords(executions: readonly ExecutionLog[]): string {
	const delay = longestDelay({records: executions.flatMap(({records}) => records)});
	return delay === null ? '' : `; the slowest event arrived ${durationOf(delay)} after it happened`;
}

const judgeFailures = ({logging}: StateMachine, logs: ReadLogs): Answer => ({
	outcome: 'ok',
	evidence: 'read',
	answer: `As far as level ${logging.level} goes: of ${counted(logs.executions.length, 'execution')} that went wrong events have arrived in ${logs.logGroup.name}.`,
	details: [readingWords(logs)],
});
