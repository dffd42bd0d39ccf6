import {ifRefused} from '../../source/account/if-refused.ts';
import {nameOfArn} from '../../source/aws/arn.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import type {Retry} from '../../source/diagnosis/retry.ts';
import {member, parseJson} from '../../source/json.ts';
import {expressSubject} from '../common/express-subject.ts';
import {subjectLogGroup} from '../common/subject-log-group.ts';
import {readRecentLogs} from './read-execution-logs.ts';

/**
 * An execution whose events are awaited in the logs: the proof that they arrive. Null for a Standard state machine,
 * and where the level would log neither its start nor its success.
 */
export async function retry(context: CheckContext): Promise<Retry | null> {
	const stateMachine = await expressSubject(context);

	if (stateMachine?.type !== 'EXPRESS' || stateMachine.logging.level !== 'ALL') {
		return null;
	}

	const {name: logGroupName} = await subjectLogGroup(context);
	const earlier = await lastInput(context);

	return {
		kind: 'start-execution',
		title: `Start a test execution of ${stateMachine.name} and wait for its log events`,
		sideEffects: `This is a real execution: every task runs, including its calls, messages, writes and costs. ${inputWords(earlier)}`,
		stateMachineArn: stateMachine.arn,
		input: earlier?.input ?? '{}',
		askForInput: true,
		logGroupName,
	};
}

type Earlier = {input: string; executionArn: string};

const inputWords = (earlier: Earlier | null): string =>
	earlier === null
		? 'The input is {}. The execution can fail; its events are logged either way.'
		: `Its input is that of the execution ${nameOfArn(earlier.executionArn)}, so it does the same again: ${shortened(earlier.input)}`;

const shortened = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text);

/** The input of the execution that began last, if execution data is in the logs and they can be read. */
async function lastInput(context: CheckContext): Promise<Earlier | null> {
	const logs = await readRecentLogs(context).catch(ifRefused(null));
	const starts = logs?.executions.flatMap(({records}) =>
		records.filter(({type}) => type === 'ExecutionStarted'),
	);

	for (const {executionArn, details} of starts ?? []) {
		const {input} = details;

		if (
			typeof input === 'string' &&
			isWhole(details.inputDetails) &&
			parseJson(input) !== undefined
		) {
			return {input, executionArn};
		}
	}

	return null;
}

/** Over 248 KiB what is logged is cut: https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html */
const isWhole = (inputDetails: unknown): boolean => member(inputDetails, 'truncated') !== true;
