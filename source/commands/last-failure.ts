import type {Reads} from '../account/account.ts';
import type {Execution} from '../account/step-functions.ts';
import type {LastFailure} from '../wizard/services.ts';

/** How the given execution failed, or else the newest failed one. Null where AWS keeps no record (Express). */
export async function lastFailure(
	reads: Reads,
	stateMachineArn: string,
	executionArn: string | null,
): Promise<LastFailure | null> {
	const execution = await failedExecution(reads, stateMachineArn, executionArn);

	if (!execution) {
		return null;
	}

	const {arn, name, stoppedAt, error, cause} = execution;

	return {
		executionArn: arn,
		executionName: name,
		stoppedAt,
		text: JSON.stringify({error, cause}, null, 2),
	};
}

async function failedExecution(
	reads: Reads,
	stateMachineArn: string,
	executionArn: string | null,
): Promise<Execution | null> {
	if (executionArn?.includes(':express:')) {
		return null;
	}

	if (executionArn !== null) {
		const execution = await reads.execution(executionArn);
		return execution.status === 'FAILED' ? execution : null;
	}

	const {type} = await reads.stateMachine(stateMachineArn);

	if (type === 'EXPRESS') {
		return null;
	}

	// The list tells neither error nor cause.
	const [newest] = await reads.executions(stateMachineArn, 'FAILED');
	return newest ? reads.execution(newest.arn) : null;
}
