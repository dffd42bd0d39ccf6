import type {StateTestResult} from '../account/test-state.ts';
import type {Root} from '../diagnosis/followed-failure.ts';
import type {TaskMocks} from './tested-state.ts';

/**
 * `text-only`: the failure is the service's own and was mocked, so that only the new text is shown to work.
 * `not-reproduced`: even before the change it does not fail as the execution did.
 */
export type ProofOutcome =
	| 'shown'
	| 'text-only'
	| 'still-fails'
	| 'not-reproduced'
	| 'not-known'
	| 'not-tested';

type Tested = {
	outcome: ProofOutcome;
	before: StateTestResult;
	after: StateTestResult;
	mocked: TaskMocks['of'] | null;
};

/** Of what is shown. */
export const briefly = ({after}: Tested, {error}: Root): string =>
	`fails with ${error} now, ${ending(after)} with this change.`;

export function words({before, after, outcome, mocked}: Tested, {error}: Root): string {
	const was = isSameFailure(before, error)
		? `before the change the state fails with ${error}, as the execution did`
		: `before the change the state ${ending(before)}, and the execution failed with ${error}`;
	const cause = outcome === 'still-fails' && after.cause ? `: ${shortOf(after.cause)}` : '';
	const unsure = outcome === 'not-known' ? ', which its mocked answer can be the reason for' : '';

	// The error before the change is the mock itself: it shows nothing.
	return mocked === 'mocked-error'
		? `with this change the state ${ending(after)}${unsure}${cause || '.'} The service was not called.`
		: `${was}; with the change it ${outcome === 'still-fails' ? 'still ' : ''}${ending(after)}${unsure}${cause || '.'}`;
}

/** What else stands in the way of it. */
const shortOf = (cause: string): string =>
	cause.length > 400 ? `${cause.slice(0, 400)}…` : cause.replace(/(?<![.!])$/, '.');

/** A Catch that took it had no part in why it failed. */
export const isSameFailure = (result: StateTestResult, error: string | null): boolean =>
	/^(?:FAILED|CAUGHT_ERROR)$/.test(result.status) && result.error === error;

export const isTimeout = (error: string | null): boolean =>
	/^States\.(?:Heartbeat)?Timeout$/.test(error ?? '');

function ending({status, error, nextState}: StateTestResult): string {
	const next = nextState === null ? 'succeeds' : `continues at ${nextState}`;

	switch (status) {
		case 'SUCCEEDED':
			return next;
		case 'CAUGHT_ERROR':
			return `fails with ${error}, and a Catch ${next === 'succeeds' ? 'takes it' : next}`;
		case 'RETRIABLE':
			return `fails with ${error}, and a Retry matches it`;
		default:
			return `fails with ${error}`;
	}
}

export const notes: Record<TaskMocks['of'] | 'no-task', string[]> = {
	'no-task': [],
	answer: ['The task was mocked with its answer in the history.'],
	'no-answer': ['The task was mocked with an empty answer: the history holds none.'],
	'mocked-error': [],
};
