import type {StateMachine} from '../../source/account/step-functions.ts';
import {nameOfArn} from '../../source/aws/arn.ts';
import {shellQuote} from '../../source/aws/shell-quote.ts';
import {
	type Answer,
	type Check,
	type StateMachineContext,
	stateMachineCheck,
} from '../../source/diagnosis/check.ts';
import type {ExecutionLog} from '../../source/execution-log/executions-in.ts';
import {statusWords} from '../../source/execution-log/status-words.ts';
import {type TrueStatus, trueStatus} from '../../source/execution-log/true-status.ts';
import {agoOf} from '../../source/text.ts';
import {expressSubject, namedExecution} from '../common/express-subject.ts';
import {proofOf, readingCommand, recentEventsCommands} from './execution-words.ts';
import {readingWords, readLogsOf} from './read-execution-logs.ts';
import {formerStatuses, recentStatuses} from './recent-statuses.ts';

/** The true status, whatever the console shows: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-view-execution-details.html */
export const check: Check = stateMachineCheck({
	id: 'execution-status',
	title: 'The execution succeeded, according to its log events',
	decisive: true,
	aboutThePast: true,
	findOut: recentEventsCommands,

	async run(context) {
		const stateMachine = await expressSubject(context);

		if (stateMachine === null) {
			return formerStatuses(context);
		}

		const named = namedExecution(context.subject);
		return named === null ? recentStatuses(context) : statusOf(named, stateMachine, context);
	},
});

async function statusOf(
	arn: string,
	stateMachine: StateMachine,
	context: StateMachineContext,
): Promise<Answer> {
	const logs = await readLogsOf(arn, context);
	const [execution] = logs.executions;

	if (!execution) {
		return {
			outcome: 'unknown',
			evidence: 'read',
			answer: `Cannot tell: ${logs.logGroup.name} has no event of ${nameOfArn(arn)}.`,
			details: [
				readingWords(logs),
				...levelWords(stateMachine.logging),
				...retentionWords(logs.logGroup.retentionInDays),
				...otherWitnesses(stateMachine),
			],
			findOut: [readingCommand(logs, arn)],
		};
	}

	const status = trueStatus(execution, logs.until);
	const answer = answerFor(status, execution, stateMachine, context);

	return {
		...answer,
		details: [...(answer.details ?? []), ...proofOf(execution, logs), readingWords(logs)],
		findOut: [readingCommand(logs, arn)],
	};
}

const levelWords = ({level}: StateMachine['logging']): string[] =>
	level === 'ALL'
		? []
		: [
				`At level ${level} only failures are logged: no event suggests a success, but does not prove it.`,
			];

const retentionWords = (days: number | null): string[] =>
	days === null ? [] : [`The log group keeps events for ${days} days.`];

function answerFor(
	status: TrueStatus,
	{arn}: ExecutionLog,
	stateMachine: StateMachine,
	{now}: StateMachineContext,
): Answer {
	const evidence = 'read';
	const sentence = `${nameOfArn(arn)} ${statusWords(status)}`;

	switch (status.kind) {
		case 'succeeded':
			return {
				outcome: 'ok',
				evidence,
				answer: `${sentence}. The console builds its page from these logs, best effort, and can be late or incomplete.`,
				notAFault: true,
			};
		case 'failed':
		case 'timed-out':
		case 'aborted':
			return {
				outcome: 'problem',
				evidence,
				answer: `${sentence}. This is its true status, whatever the console shows.`,
				details: [
					`The logs show the status: the problem is in the execution itself. What the error means: ${triageCommand(status)}`,
				],
			};
		case 'running':
			return {
				outcome: 'unknown',
				evidence,
				answer: `Cannot tell yet: ${sentence}. An Express execution can take five minutes, and its events can arrive later: check again then.`,
			};
		case 'end-not-logged':
			return {
				outcome: 'unknown',
				evidence,
				answer: `Cannot tell: ${sentence}. That was ${agoOf(now() - status.since)}, and an Express execution takes at most five minutes, so it has ended.`,
				details: [
					'AWS documents log delivery as best effort: the event can still arrive, or be lost.',
					...otherWitnesses(stateMachine),
				],
			};
	}
}

const triageCommand = ({error, cause}: {error: string | null; cause: string | null}): string =>
	`sfn-fix triage ${shellQuote(
		[error, cause]
			.filter(text => text !== null)
			.join(': ')
			.slice(0, 300),
	)}`;

const otherWitnesses = ({tracing}: StateMachine): string[] => [
	`Other evidence: ${tracing ? 'its trace in X-Ray, since tracing is on; ' : ''}the response that its caller got, if it was started synchronously; what its last state writes.`,
];
