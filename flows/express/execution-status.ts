import type {StateMachine} from '../../source/account/step-functions.ts';
import {shellQuote} from '../../source/aws/shell-quote.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import type {ExecutionLog} from '../../source/execution-log/executions-in.ts';
import {statusWords} from '../../source/execution-log/status-words.ts';
import {type TrueStatus, trueStatus} from '../../source/execution-log/true-status.ts';
import {durationOf} from '../../source/text.ts';
import {executionName, expressSubject, namedExecution} from '../common/express-subject.ts';
import {filterCommand, proofOf, readingCommand} from './execution-words.ts';
import {readingWords, readLogsOf} from './read-execution-logs.ts';
import {formerStatuses, recentStatuses} from './recent-statuses.ts';

/** The true status, whatever the console shows: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-view-execution-details.html */
export const executionStatus: Check = {
	id: 'execution-status',
	title: 'What became of it, by the log events?',
	decisive: true,
	aboutThePast: true,
	appliesTo: ({stateMachineArn}) => stateMachineArn !== null,
	command: filterCommand,

	async run(context) {
		const stateMachine = await expressSubject(context);

		if (stateMachine === null) {
			return formerStatuses(context);
		}

		const named = namedExecution(context.subject);
		return named === null ? recentStatuses(context) : statusOf(named, stateMachine, context);
	},
};

async function statusOf(
	arn: string,
	stateMachine: StateMachine,
	context: CheckContext,
): Promise<Answer> {
	const logs = await readLogsOf(arn, context);
	const [execution] = logs.executions;

	if (!execution) {
		return {
			outcome: 'unknown',
			evidence: 'read',
			answer: `Cannot be told: ${logs.logGroup.name} holds no event of ${executionName(arn)}.`,
			details: [
				readingWords(logs),
				...levelWords(stateMachine.logging),
				...retentionWords(logs.logGroup.retentionInDays),
				...otherWitnesses(stateMachine),
				`Find out with: ${readingCommand(logs, context.subject, arn)}`,
			],
		};
	}

	const status = trueStatus(execution, logs.until);
	const {details = [], ...answer} = answerFor(status, execution, stateMachine, context);

	return {
		...answer,
		evidence: 'read',
		details: [
			...details,
			...proofOf(execution, logs),
			readingWords(logs),
			`${answer.outcome === 'unknown' ? 'Find out with' : 'See it with'}: ${readingCommand(logs, context.subject, arn)}`,
		],
	};
}

const levelWords = ({level}: StateMachine['logging']): string[] =>
	level === 'ALL'
		? []
		: [
				`At level ${level} only what goes wrong is logged: that there is no event speaks for an execution that went well, and does not prove it.`,
			];

const retentionWords = (days: number | null): string[] =>
	days === null ? [] : [`The log group forgets after ${days} days.`];

function answerFor(
	status: TrueStatus,
	{arn}: ExecutionLog,
	stateMachine: StateMachine,
	{now}: CheckContext,
): Omit<Answer, 'evidence'> {
	const sentence = `${executionName(arn)} ${statusWords(status)}`;

	switch (status.kind) {
		case 'succeeded':
			return {
				outcome: 'ok',
				answer: `${sentence}. AWS's console builds its page from these logs, best effort, and can be late or incomplete: the execution itself is in order.`,
				notAFault: true,
			};
		case 'failed':
		case 'timed-out':
		case 'aborted':
			return {
				outcome: 'problem',
				answer: `${sentence}. That is its true status, whatever the console shows.`,
				details: [
					`The logs do tell it: look for the fault in the execution. What the error means: ${triageCommand(status)}`,
				],
			};
		case 'running':
			return {
				outcome: 'unknown',
				answer: `Cannot be told yet: ${sentence}. An Express execution may take five minutes, and its events may come later still: look again then.`,
			};
		case 'end-not-logged':
			return {
				outcome: 'unknown',
				answer: `Cannot be told: ${sentence}. That was ${durationOf(now() - status.since)} ago, and an Express execution takes five minutes at the most, so it has ended.`,
				details: [
					'AWS documents the delivery of logs as best effort: the event may be late still, or lost.',
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
	`What would tell: ${tracing ? 'its trace in X-Ray, since tracing is on; ' : ''}the answer that its caller got, if it was started synchronously; what its last state was to write.`,
];
