import {ifRefused} from '../../source/account/if-refused.ts';
import type {Execution} from '../../source/account/step-functions.ts';
import {option} from '../../source/aws/shell-quote.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import type {Detail} from '../../source/diagnosis/detail.ts';
import {count, timeOf} from '../../source/text.ts';
import type {FailedRun} from './failed-run.ts';

/** Whether it still fails: executions that began after this one had ended, and succeeded. */
export async function laterRunsWords(
	{stateMachine, execution}: FailedRun,
	{reads}: CheckContext,
): Promise<string[]> {
	const ended = execution.stoppedAt?.getTime() ?? Number.POSITIVE_INFINITY;
	const succeeded = await reads
		.executions(stateMachine.arn, 'SUCCEEDED')
		.catch(ifRefused<Execution[]>([]));
	const later = succeeded.filter(({startedAt}) => (startedAt?.getTime() ?? 0) > ended);
	const [newest] = later;

	return newest
		? [
				`${count(later.length, 'later execution')} succeeded, the newest at ${timeOf(newest.stoppedAt?.getTime() ?? 0)}: the failure was temporary, or depends on the input.`,
			]
		: [];
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html */
export const redriveDetail = ({execution}: FailedRun): Detail =>
	execution.redriveStatus === 'NOT_REDRIVABLE'
		? `AWS cannot redrive this execution${execution.redriveStatusReason ? ` (${execution.redriveStatusReason})` : ''}: after the fix, start a new one.`
		: {
				kind: 'command',
				text: 'After the fix, resume the execution at this state with',
				command: ['stepfunctions', 'redrive-execution', ...option('execution-arn', execution.arn)],
			};
