import {type Handler, handlersOf, whyNoMatch} from '../../source/definition/error-matching.ts';
import type {StateAt} from '../../source/definition/walk-states.ts';
import type {Answer} from '../../source/diagnosis/check.ts';
import {type Attempt, attemptsIn} from '../../source/history/attempts.ts';
import {shownText} from '../common/shown-json.ts';
import type {FailedRun} from './failed-run.ts';
import {failedRunCheck} from './failed-run-check.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
export const check = failedRunCheck({
	id: 'error-handling',
	title: 'A Retry or Catch handles this error',
	decisive: false,
	aboutThePast: true,
	// No handler of a state takes what ends the execution as a whole.
	judge: run => (run.ran === null || run.isCutOff ? null : judged(run.ran, run)),
});

const takesHandlers = new Set(['Task', 'Parallel', 'Map']);

/** A handler and the state that has it: the failing one, or one that it ran in. */
type Placed = Handler & {of: string};

function judged(ran: StateAt, run: FailedRun): Answer | null {
	if (ran.type === 'Fail') {
		return null;
	}

	const error = run.error ?? '';
	const handlers = [ran, ...run.around].flatMap(state =>
		handlersOf(state).map(handler => ({...handler, of: state.name})),
	);
	const attempts = run.visit ? attemptsIn(run.visit) : [];

	return {
		outcome: 'warning',
		evidence: 'evaluated',
		answer: answerFor(ran, handlers, error),
		details: [
			...handlers.map(handler => handlerWords(handler, error)),
			...(attempts.length > 1 ? [`The history shows ${attempts.length} attempts.`] : []),
			...otherErrors(attempts, error),
			...terminalWords(error),
		],
	};
}

/** What is wrong beside the error of the last attempt. */
function otherErrors(attempts: readonly Attempt[], error: string): string[] {
	const others = attempts.slice(0, -1).filter(each => each.error !== null && each.error !== error);
	const causes = new Map(others.map(({error: name, cause}) => [name ?? '', cause]));

	return [...causes].map(
		([name, cause]) =>
			`An earlier attempt failed with ${name}${cause ? `: ${shownText(cause)}` : ''}`,
	);
}

function answerFor({name, type}: StateAt, handlers: readonly Placed[], error: string): string {
	const retrier = handlers.find(each => each.kind === 'Retry' && !whyNoMatch(each, error));

	if (handlers.length === 0) {
		return takesHandlers.has(type ?? '')
			? `${name} has neither Retry nor Catch, so ${error} ended the execution.`
			: `${name} cannot have Retry or Catch: it is a ${type} state.`;
	}

	return retrier
		? `${label(retrier)} matches ${error}, and all its attempts failed (MaxAttempts ${retrier.maxAttempts}).`
		: `No Retry or Catch of ${name}${handlers.every(({of}) => of === name) ? '' : ' or of the states around it'} matches ${error}.`;
}

const label = ({kind, index, errors, of}: Placed): string =>
	`${kind} ${index + 1} of ${of} (${errors.join(', ')})`;

function handlerWords(handler: Placed, error: string): string {
	const why = whyNoMatch(handler, error);
	const does =
		handler.kind === 'Retry'
			? `matches: retries at most ${handler.maxAttempts} times`
			: `matches: continues at ${handler.next}`;

	return `${label(handler)}: ${why === null ? does : `does not match: ${why}`}.`;
}

/** Which errors no wildcard matches. */
const terminalWords = (error: string): string[] =>
	error === 'States.DataLimitExceeded'
		? ['States.ALL does not match States.DataLimitExceeded: name it in ErrorEquals.']
		: error === 'States.Runtime'
			? ['States.ALL does not match States.Runtime, which always ends the execution.']
			: [];
