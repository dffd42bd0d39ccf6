import type {ExecutionRedriveStatus} from '@aws-sdk/client-sfn';
import type {ExecutionState} from '../../execution-state.ts';

type RedriveStatus = {redriveStatus: ExecutionRedriveStatus; redriveStatusReason?: string};

/** https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html */
export function redriveStatus(execution: ExecutionState, now: number): RedriveStatus {
	const {status, stoppedAt, history, mapRun} = execution;

	if (status === 'RUNNING' || status === 'SUCCEEDED' || status === 'PENDING_REDRIVE') {
		return notRedrivable(`Execution is ${status} and cannot be redriven`);
	}

	if (history.length > redriveEventLimit) {
		return notRedrivable('Execution history event limit exceeded');
	}

	if (stoppedAt !== null && now - stoppedAt > redrivablePeriod) {
		return notRedrivable('Redrivable period exceeded');
	}

	// Redriving its parent redrives it.
	return {redriveStatus: mapRun ? 'REDRIVABLE_BY_MAP_RUN' : 'REDRIVABLE'};
}

const redriveEventLimit = 24_999;
const redrivablePeriod = 14 * 24 * 60 * 60 * 1000;

const notRedrivable = (redriveStatusReason: string): RedriveStatus => ({
	redriveStatus: 'NOT_REDRIVABLE',
	redriveStatusReason,
});
