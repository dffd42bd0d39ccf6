import type {Reads} from '../account/account.ts';
import type {Execution, ExecutionStatus} from '../account/step-functions.ts';

const failed: readonly ExecutionStatus[] = ['FAILED', 'TIMED_OUT'];

/**
The given execution, if it failed, or else the state machine's newest failed one. Null where AWS keeps no
record: Express executions leave none.
*/
export async function failedExecution(
	reads: Reads,
	stateMachineArn: string,
	executionArn: string | null,
): Promise<Execution | null> {
	if (executionArn?.includes(':express:')) {
		return null;
	}

	if (executionArn !== null) {
		const execution = await reads.execution(executionArn);
		return failed.includes(execution.status) ? execution : null;
	}

	const {type} = await reads.stateMachine(stateMachineArn);

	if (type === 'EXPRESS') {
		return null;
	}

	const lists = await Promise.all(failed.map(status => reads.executions(stateMachineArn, status)));
	const [newest] = lists.flatMap(([first]) => first ?? []).toSorted(byEnd);
	// The list tells neither error nor cause.
	return newest ? reads.execution(newest.arn) : null;
}

const byEnd = (one: Execution, other: Execution): number => endOf(other) - endOf(one);
const endOf = ({startedAt, stoppedAt}: Execution): number =>
	(stoppedAt ?? startedAt)?.getTime() ?? 0;
