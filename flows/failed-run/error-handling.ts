import {type Handler, handlersOf, whyNoMatch} from '../../source/definition/error-matching.ts';
import type {StateAt} from '../../source/definition/walk-states.ts';
import type {Answer, Check} from '../../source/diagnosis/check.ts';
import {attemptsIn} from '../../source/history/attempts.ts';
import {type FailedRun, failedRun, historyCommand} from './failed-run.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
export const errorHandling: Check = {
	id: 'error-handling',
	title: 'Which retriers and catchers were there for this error?',
	decisive: false,
	aboutThePast: true,
	command: historyCommand,

	async run(context) {
		const run = await failedRun(context);
		return 'none' in run || run.ran === null ? null : judged(run.ran, run);
	},
};

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
	const attempts = run.visit ? attemptsIn(run.visit).length : 0;

	return {
		outcome: 'warning',
		evidence: 'evaluated',
		answer: answerFor(ran, handlers, error),
		details: [
			...handlers.map(handler => handlerWords(handler, error)),
			...(attempts > 1 ? [`The history shows ${attempts} attempts.`] : []),
			...terminalWords(error),
		],
	};
}

function answerFor({name, type}: StateAt, handlers: readonly Placed[], error: string): string {
	const retrier = handlers.find(each => each.kind === 'Retry' && !whyNoMatch(each, error));

	if (handlers.length === 0) {
		return takesHandlers.has(type ?? '')
			? `None: ${name} has neither Retry nor Catch, so ${error} ended the execution at once.`
			: `None: a ${type} state cannot have Retry or Catch.`;
	}

	return retrier
		? `${label(retrier)} was for ${error}, and its attempts were used up (MaxAttempts ${retrier.maxAttempts}).`
		: `None of ${handlers.length}${handlers.every(({of}) => of === name) ? '' : ', those around it included,'} matches ${error}.`;
}

const label = ({kind, index, errors, of}: Placed): string =>
	`${kind} ${index + 1} of ${of} (${errors.join(', ')})`;

function handlerWords(handler: Placed, error: string): string {
	const why = whyNoMatch(handler, error);
	const does =
		handler.kind === 'Retry'
			? `matches: tries again ${handler.maxAttempts} times at the most`
			: `matches: goes on at ${handler.next}`;

	return `${label(handler)}: ${why === null ? does : `not in force, since ${why}`}.`;
}

/** Which errors no wildcard stands for. */
const terminalWords = (error: string): string[] =>
	error === 'States.DataLimitExceeded'
		? ['States.ALL does not catch everything: States.DataLimitExceeded has to be named.']
		: error === 'States.Runtime'
			? ['States.ALL does not catch everything: States.Runtime always ends the execution.']
			: [];
