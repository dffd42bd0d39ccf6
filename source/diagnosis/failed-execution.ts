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

	// The list tells neither error nor cause.
	const [newest] = await reads.executions(stateMachineArn, 'FAILED');
	return newest ? reads.execution(newest.arn) : null;
}
