import {shellQuote} from '../../source/aws/shell-quote.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import {timeWords} from '../../source/execution-log/status-words.ts';
import type {FailedRun} from './failed-run.ts';

/** Whether it still fails: executions that began after this one had ended, and succeeded. */
export async function laterRunsWords(
	{stateMachine, execution}: FailedRun,
	{reads}: CheckContext,
): Promise<string[]> {
	const ended = execution.stoppedAt?.getTime() ?? Number.POSITIVE_INFINITY;
	const succeeded = await reads.executions(stateMachine.arn, 'SUCCEEDED').catch(() => []);
	const later = succeeded.filter(({startedAt}) => (startedAt?.getTime() ?? 0) > ended);
	const [newest] = later;

	return newest
		? [
				`${later.length} ${later.length === 1 ? 'execution' : 'executions'} that began later succeeded, the newest at ${timeWords(newest.stoppedAt?.getTime() ?? 0)}: it may have passed, or other input may do.`,
			]
		: [];
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html */
export const redriveWords = ({execution}: FailedRun, region: string): string =>
	execution.redriveStatus === 'NOT_REDRIVABLE'
		? `AWS does not redrive this execution${execution.redriveStatusReason ? ` (${execution.redriveStatusReason})` : ''}: once it is mended, start a new one.`
		: `Once it is mended, it goes on from this state with: aws stepfunctions redrive-execution --execution-arn ${shellQuote(execution.arn)} --region ${region}`;
