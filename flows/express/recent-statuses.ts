import {ifRefused} from '../../source/account/if-refused.ts';
import type {Answer, StateMachineContext} from '../../source/diagnosis/check.ts';
import type {ExecutionLog} from '../../source/execution-log/executions-in.ts';
import {type TrueStatus, trueStatus} from '../../source/execution-log/true-status.ts';
import {count} from '../../source/text.ts';
import {isExpress} from '../common/express-subject.ts';
import {liveStateMachine} from '../common/subject-state-machine.ts';
import {executionLine, howToKnow, readingCommand} from './execution-words.ts';
import {type ReadLogs, readingWords, readRecentLogs} from './read-execution-logs.ts';

/** How the executions of the last three hours ended, where none is named. */
export const recentStatuses = async (context: StateMachineContext): Promise<Answer> =>
	judge(await readRecentLogs(context));

/** Those of an Express state machine whose name a Standard one has now; null where the logs have none. */
export async function formerStatuses(context: StateMachineContext): Promise<Answer | null> {
	const stateMachine = await liveStateMachine(context);

	if (stateMachine.logging.level === 'OFF') {
		return null;
	}

	const logs = await readRecentLogs(context).catch(ifRefused(null));
	const executions = (logs?.executions ?? []).filter(({arn}) => isExpress(arn));

	return logs && executions.length > 0 ? judge({...logs, executions}) : null;
}

function judge(logs: ReadLogs): Answer {
	const findOut = [readingCommand(logs, null)];
	const ended = logs.executions.map(execution => ({
		execution,
		kind: trueStatus(execution, logs.until).kind,
	}));

	if (ended.length === 0) {
		return {
			outcome: 'unknown',
			evidence: 'read',
			answer: `Cannot tell: ${logs.logGroup.name} has no event of it in the last three hours.`,
			details: [readingWords(logs), howToKnow],
			findOut,
		};
	}

	const isLost = ended.some(({kind}) => kind === 'end-not-logged');
	const hasFailed = ended.some(({kind}) => wentWrong.includes(kind));
	const hasEnded = hasFailed || ended.some(({kind}) => kind === 'succeeded');
	const found = {
		evidence: 'read' as const,
		answer: `Of ${count(ended.length, 'execution')}, ${countsWords(ended)}.`,
		details: [...lines(ended, logs), readingWords(logs)],
	};

	return isLost || !hasEnded
		? {...found, outcome: 'unknown', findOut}
		: {
				...found,
				outcome: hasFailed ? 'warning' : 'ok',
				answer: `${found.answer} ${consoleWords}`,
				notAFault: true,
			};
}

const consoleWords =
	'The console builds its list from these logs, best effort, and can be late or incomplete.';

type Ended = {execution: ExecutionLog; kind: TrueStatus['kind']};

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

const countsWords = (ended: readonly Ended[]): string =>
	order
		.map(([kind, words]) => [ended.filter(one => one.kind === kind).length, words] as const)
		.filter(([number]) => number > 0)
		.map(([number, words]) => `${number} ${words}`)
		.join(', ');

const linesAtMost = 20;

function lines(ended: readonly Ended[], logs: ReadLogs): string[] {
	const sorted = order.flatMap(([kind]) => ended.filter(one => one.kind === kind));
	const left = sorted.length - linesAtMost;

	return [
		...sorted.slice(0, linesAtMost).map(({execution}) => executionLine(execution, logs)),
		...(left > 0 ? [`… and ${left} more.`] : []),
	];
}
