import type {CheckContext} from '../../source/diagnosis/check.ts';
import type {Retry} from '../../source/diagnosis/retry.ts';
import {executionName, expressSubject} from '../common/express-subject.ts';
import {subjectLogGroup} from '../common/subject-log-group.ts';
import {readRecentLogs} from './read-execution-logs.ts';

/**
An execution whose events are awaited in the logs: the proof that they arrive. Null for a Standard state machine,
and where the level would log neither its start nor its success.
*/
export async function startTestExecution(context: CheckContext): Promise<Retry | null> {
	const stateMachine = await expressSubject(context);

	if (stateMachine?.type !== 'EXPRESS' || stateMachine.logging.level !== 'ALL') {
		return null;
	}

	const {name: logGroupName} = await subjectLogGroup(context);
	const earlier = await lastInput(context);

	return {
		kind: 'start-execution',
		title: `Start a test execution of ${stateMachine.name} and wait for its log events`,
		sideEffects: `It is a real execution: every task runs and does what it does, calls, messages, writes and costs included. ${inputWords(earlier)}`,
		stateMachineArn: stateMachine.arn,
		input: earlier?.input ?? '{}',
		askForInput: true,
		logGroupName,
	};
}

type Earlier = {input: string; executionArn: string};

const inputWords = (earlier: Earlier | null): string =>
	earlier === null
		? 'Its input is {}, with which it may fail: its events come to the logs all the same.'
		: `Its input is that of the execution ${executionName(earlier.executionArn)}, so that it does once more what that one did: ${shortened(earlier.input)}`;

const shortened = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text);

/** The input of the execution that began last, if execution data is in the logs; beside the point where they cannot be read. */
async function lastInput(context: CheckContext): Promise<Earlier | null> {
	const logs = await readRecentLogs(context).catch(() => null);
	const starts = logs?.executions.flatMap(({records}) =>
		records.filter(({type}) => type === 'ExecutionStarted'),
	);

	for (const {executionArn, details} of starts ?? []) {
		const {input} = details;

		if (typeof input === 'string' && isWhole(details.inputDetails) && isJson(input)) {
			return {input, executionArn};
		}
	}

	return null;
}

/** Over 248 KiB what is logged is cut: https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html */
const isWhole = (inputDetails: unknown): boolean =>
	!(typeof inputDetails === 'object' && inputDetails !== null && 'truncated' in inputDetails) ||
	inputDetails.truncated !== true;

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}
