import {isObject, type JsonObject, member} from '../../json.ts';
import {caughtOutput, outputFrom} from './data-flow.ts';
import {type Frame, leave, pause, type StateResult, textIn} from './run.ts';
import {StatesError} from './states-error.ts';
import type {Steps} from './steps.ts';

/**
 * Makes one attempt after another, as Retry allows, then follows Catch. `onFailed` runs once, after the last.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export function* withErrorHandling(
	frame: Frame,
	attempt: () => Steps<unknown>,
	onFailed: () => void = () => {},
): Steps<StateResult> {
	const used = new Map<JsonObject, number>();

	for (;;) {
		try {
			return leave(frame, outputFrom(yield* attempt(), frame));
		} catch (error) {
			if (!(error instanceof StatesError)) {
				throw error;
			}

			const delay = retryDelay(error, frame, used);

			if (delay === null) {
				onFailed();

				return caught(error, frame);
			}

			yield* pause(frame.run, delay);
			frame.retries += 1;
			Object.assign(frame.progress, {parts: [], mapRunArn: null});
		}
	}
}

/** In milliseconds; null where no retrier is left for this error. */
function retryDelay(
	error: StatesError,
	{state}: Frame,
	used: Map<JsonObject, number>,
): number | null {
	const retrier = handlersIn(state, 'Retry').find(each => matches(each, error));

	if (!retrier) {
		return null;
	}

	const made = used.get(retrier) ?? 0;

	if (made >= numberIn(retrier, 'MaxAttempts', 3)) {
		return null;
	}

	used.set(retrier, made + 1);
	const interval = numberIn(retrier, 'IntervalSeconds', 1);
	const seconds = interval * numberIn(retrier, 'BackoffRate', 2) ** made;

	return 1000 * Math.min(seconds, numberIn(retrier, 'MaxDelaySeconds', seconds));
}

function caught(error: StatesError, frame: Frame): StateResult {
	const catcher = handlersIn(frame.state, 'Catch').find(each => matches(each, error));

	if (!catcher) {
		throw error;
	}

	const errorOutput = {Error: error.error ?? '', Cause: error.cause ?? ''};

	return {output: caughtOutput(errorOutput, catcher, frame), next: textIn(catcher, 'Next')};
}

const handlersIn = (state: JsonObject, field: string): JsonObject[] => {
	const handlers = member(state, field);

	return Array.isArray(handlers) ? handlers.filter(isObject) : [];
};

/** States.Runtime and States.DataLimitExceeded are no matter for States.ALL. */
const terminal = new Set(['States.Runtime', 'States.DataLimitExceeded']);

function matches(handler: JsonObject, {error}: StatesError): boolean {
	const names = member(handler, 'ErrorEquals');

	return (
		Array.isArray(names) &&
		names.some(
			name =>
				(name === error && error !== 'States.Runtime') ||
				(name === 'States.ALL' && !terminal.has(error ?? '')) ||
				(name === 'States.TaskFailed' && !(error ?? '').startsWith('States.')),
		)
	);
}

const numberIn = (handler: JsonObject, field: string, otherwise: number): number => {
	const value = member(handler, field);

	return typeof value === 'number' ? value : otherwise;
};
