/**
 * The member of a HistoryEvent that carries the details of an event of this type: mostly the type's own
 * name, but all `…StateEntered` share one, as do all `…StateExited`.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 */
export function historyDetailsMember(type: string): string | null {
	if (withoutDetails.has(type)) {
		return null;
	}

	if (type.endsWith('StateEntered')) {
		return 'stateEnteredEventDetails';
	}

	if (type.endsWith('StateExited')) {
		return 'stateExitedEventDetails';
	}

	return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}

const withoutDetails: ReadonlySet<string> = new Set([
	'LambdaFunctionStarted',
	'MapRunAborted',
	'MapRunSucceeded',
	'MapStateAborted',
	'MapStateFailed',
	'MapStateSucceeded',
	'ParallelStateAborted',
	'ParallelStateFailed',
	'ParallelStateStarted',
	'ParallelStateSucceeded',
	'WaitStateAborted',
	'TaskStateAborted',
]);
