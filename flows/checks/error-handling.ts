import {type Handler, handlersOf, whyNoMatch} from '../../source/definition/error-matching.ts';
import type {StateAt} from '../../source/definition/walk-states.ts';
import type {Answer, Check} from '../../source/diagnosis/check.ts';
import {attemptsIn} from '../../source/history/attempts.ts';
import {type FailedRun, failedRun, historyCommand} from './failed-run.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
export const errorHandling: Check = {
	id: 'error-handling',
	question: 'Which retriers and catchers were there for this error?',
	decisive: false,
	aboutThePast: true,
	command: historyCommand,

	async run(context) {
		const run = await failedRun(context);
		return 'none' in run || run.ran === null ? null : judged(run.ran, run);
	},
};

const takesHandlers = new Set(['Task', 'Parallel', 'Map']);

function judged(ran: StateAt, run: FailedRun): Answer | null {
	if (ran.type === 'Fail') {
		return null;
	}

	const error = run.error ?? '';
	const handlers = handlersOf(ran);
	const attempts = run.visit ? attemptsIn(run.visit).length : 0;
	const retrier = handlers.find(
		({kind, errors}) => kind === 'Retry' && !whyNoMatch({errors}, error),
	);

	return {
		outcome: 'warning',
		evidence: 'evaluated',
		answer: answerFor(ran, handlers, retrier ?? null, error),
		details: [
			...handlers.map(handler => handlerWords(handler, error)),
			...(attempts > 1 ? [`The history shows ${attempts} attempts.`] : []),
			...terminalWords(error),
		],
	};
}

function answerFor(
	{name, type}: StateAt,
	handlers: readonly Handler[],
	retrier: Handler | null,
	error: string,
): string {
	if (handlers.length === 0) {
		return takesHandlers.has(type ?? '')
			? `None: ${name} has neither Retry nor Catch, so ${error} ended the execution at once.`
			: `None: a ${type} state cannot have Retry or Catch.`;
	}

	return retrier
		? `${label(retrier)} of ${name} was for ${error}, and its attempts were used up (MaxAttempts ${retrier.maxAttempts}).`
		: `None of the ${handlers.length} of ${name} matches ${error}.`;
}

const label = ({kind, index, errors}: Handler): string =>
	`${kind} ${index + 1} (${errors.join(', ')})`;

function handlerWords(handler: Handler, error: string): string {
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
