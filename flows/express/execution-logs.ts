import type {StateMachine} from '../../source/account/step-functions.ts';
import {
	type Answer,
	type Check,
	type StateMachineContext,
	stateMachineCheck,
} from '../../source/diagnosis/check.ts';
import {type ExecutionLog, longestDelay} from '../../source/execution-log/executions-in.ts';
import {endOf, hasStart, trueStatus} from '../../source/execution-log/true-status.ts';
import {count, durationOf} from '../../source/text.ts';
import {expressSubject, namedExecution} from '../common/express-subject.ts';
import {executionLine, howToKnow, readingCommand, recentEventsCommands} from './execution-words.ts';
import {type ReadLogs, readingWords, readLogsOf, readRecentLogs} from './read-execution-logs.ts';

/**
 * AWS documents the delivery as best effort, neither complete nor in time:
 * https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
 */
export const check: Check = stateMachineCheck({
	id: 'execution-logs',
	title: 'The logs of its executions arrive complete, from start to end',
	decisive: true,
	findOut: recentEventsCommands,

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
			return noneSeen(stateMachine, logs);
		}

		return stateMachine.logging.level === 'ALL'
			? judgeAll(logs)
			: judgeFailures(stateMachine, logs);
	},
});

/** The last three hours, and the named execution whenever it ran. */
async function recentAndNamed(context: StateMachineContext): Promise<ReadLogs> {
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
	answer: `Cannot tell: logging of ${name} is OFF, so nothing is logged.`,
});

const noneSeen = ({name}: StateMachine, logs: ReadLogs): Answer => ({
	outcome: 'unknown',
	evidence: 'read',
	answer: `Cannot tell: ${logs.logGroup.name} has no event of ${name} in the last three hours.`,
	details: [readingWords(logs), ...othersWords(logs), howToKnow],
	findOut: [readingCommand(logs, null)],
});

const othersWords = ({others}: ReadLogs): string[] =>
	others === 0
		? []
		: [
				`It has events of ${count(others, 'execution')} of other state machines: delivery to the log group works.`,
			];

function judgeAll(logs: ReadLogs): Answer {
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
			answer: `Cannot tell: events arrive in ${logs.logGroup.name}, but no execution has both its start and its end there.`,
			details: [...details, howToKnow],
			findOut: [readingCommand(logs, null)],
		};
	}

	if (lost.length > 0) {
		return {
			outcome: 'warning',
			evidence: 'read',
			answer: `Of ${count(executions.length, 'execution')}, ${whole.length} are logged from start to end, and ${lost.length} without an end.`,
			details: [...details, bestEffort],
		};
	}

	return {
		outcome: 'ok',
		evidence: 'read',
		answer: `${logs.logGroup.name} has ${whole.length} of ${count(executions.length, 'execution')} from start to end${slowestWords(executions)}.`,
		details,
	};
}

const bestEffort =
	'AWS documents log delivery as best effort: events can be lost. If you must know every outcome, use a Standard state machine or record the outcome yourself.';

function slowestWords(executions: readonly ExecutionLog[]): string {
	const delay = longestDelay({records: executions.flatMap(({records}) => records)});
	return delay === null ? '' : `; the slowest event arrived ${durationOf(delay)} after it happened`;
}

const judgeFailures = ({logging}: StateMachine, logs: ReadLogs): Answer => ({
	outcome: 'ok',
	evidence: 'read',
	answer: `At level ${logging.level} only failures are logged: events of ${count(logs.executions.length, 'execution')} arrived in ${logs.logGroup.name}.`,
	details: [readingWords(logs)],
});
