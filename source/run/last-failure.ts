import type {Reads} from '../account/account.ts';
import {ifRefused} from '../account/if-refused.ts';
import {failedExecution} from '../diagnosis/failed-execution.ts';
import {eventsToRead, failingState} from '../history/failing-state.ts';
import type {LastFailure} from './services.ts';

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
	// The execution itself has error and cause as well: without its history only the state's name is missing.
	const events = await reads.latestEvents(arn, eventsToRead).catch(ifRefused([]));
	const failing = failingState(events);

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
