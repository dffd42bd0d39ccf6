import type {Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import type {HistoryEvent} from '../account/step-functions.ts';
import {failedExecution} from '../diagnosis/failed-execution.ts';
import {eventsToRead, failingState} from '../history/failing-state.ts';
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

	const {arn, name, stoppedAt} = execution;
	const failing = failingState(await eventsOf(arn, reads));

	return {
		executionArn: arn,
		executionName: name,
		stoppedAt,
		text: JSON.stringify(
			{
				...(failing?.state && {state: failing.state}),
				error: failing?.error ?? execution.error,
				cause: failing?.cause ?? execution.cause,
			},
			null,
			2,
		),
	};
}

/** The execution itself tells error and cause as well: without its history only the state's name is missing. */
async function eventsOf(executionArn: string, reads: Reads): Promise<HistoryEvent[]> {
	try {
		return await reads.latestEvents(executionArn, eventsToRead);
	} catch (error) {
		if (error instanceof AccountError) {
			return [];
		}

		throw error;
	}
}
