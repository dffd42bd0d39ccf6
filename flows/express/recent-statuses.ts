import type {Answer, CheckContext} from '../../source/diagnosis/check.ts';
import type {Subject} from '../../source/diagnosis/subject.ts';
import type {ExecutionLog} from '../../source/execution-log/executions-in.ts';
import {type TrueStatus, trueStatus} from '../../source/execution-log/true-status.ts';
import {isExpress} from '../common/express-subject.ts';
import {subjectStateMachine} from '../common/subject-state-machine.ts';
import {counted, executionLine, readingCommand, whatWouldTell} from './execution-words.ts';
import {type ReadLogs, readingWords, readRecentLogs} from './read-execution-logs.ts';

/** What became of the executions of the last three hours, where none is named. */
export const recentStatuses = async (context: CheckContext): Promise<Answer> =>
	judge(await readRecentLogs(context), context.subject);

/** Those of an Express state machine whose name a Standard one bears now; null where the logs hold none. */
export async function formerStatuses(context: CheckContext): Promise<Answer | null> {
	const stateMachine = await subjectStateMachine(context);

	if (stateMachine === null || stateMachine.logging.level === 'OFF') {
		return null;
	}

	const logs = await readRecentLogs(context).catch(() => null);
	const executions = (logs?.executions ?? []).filter(({arn}) => isExpress(arn));

	return logs && executions.length > 0 ? judge({...logs, executions}, context.subject) : null;
}

function judge(logs: ReadLogs, subject: Subject): Answer {
	const findOut = `Find out with: ${readingCommand(logs, subject, null)}`;
	const told = logs.executions.map(execution => ({
		execution,
		kind: trueStatus(execution, logs.until).kind,
	}));

	if (told.length === 0) {
		return {
			outcome: 'unknown',
			evidence: 'read',
			answer: `Cannot be told: ${logs.logGroup.name} holds no event of it for the last three hours.`,
			details: [readingWords(logs), whatWouldTell, findOut],
		};
	}

	const isLost = told.some(({kind}) => kind === 'end-not-logged');
	const hasFailed = told.some(({kind}) => wentWrong.includes(kind));
	const hasEnded = told.some(({kind}) => kind === 'succeeded' || wentWrong.includes(kind));

	const isUnknown = isLost || !hasEnded;

	return {
		outcome: isUnknown ? 'unknown' : hasFailed ? 'warning' : 'ok',
		evidence: 'read',
		answer: `${isLost ? 'Cannot be told of all: of' : 'Of'} ${counted(told.length, 'execution')} ${countsWords(told)}.${isLost ? '' : consoleWords}`,
		details: [...lines(told, logs), readingWords(logs), ...(isUnknown ? [findOut] : [])],
		notAFault: !isLost && hasEnded,
	};
}

const consoleWords =
	" AWS's console builds its list from these logs, best effort, and can be late or incomplete.";

type Told = {execution: ExecutionLog; kind: TrueStatus['kind']};

const wentWrong: ReadonlyArray<TrueStatus['kind']> = ['failed', 'timed-out', 'aborted'];

/** What needs attention first. */
const order = [
	['end-not-logged', 'without an end in the logs'],
	['failed', 'failed'],
	['timed-out', 'timed out'],
	['aborted', 'aborted'],
	['running', 'not ended yet'],
	['succeeded', 'succeeded'],
] as const;

const countsWords = (told: readonly Told[]): string =>
	order
		.map(([kind, words]) => [told.filter(one => one.kind === kind).length, words] as const)
		.filter(([count]) => count > 0)
		.map(([count, words]) => `${count} ${words}`)
		.join(', ');

const linesAtMost = 20;

function lines(told: readonly Told[], logs: ReadLogs): string[] {
	const sorted = order.flatMap(([kind]) => told.filter(one => one.kind === kind));
	const left = sorted.length - linesAtMost;

	return [
		...sorted.slice(0, linesAtMost).map(({execution}) => executionLine(execution, logs)),
		...(left > 0 ? [`… and ${left} more.`] : []),
	];
}
