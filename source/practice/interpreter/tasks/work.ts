import {isObject, type JsonObject} from '../../../json.ts';
import type {Actor} from '../../access/role.ts';
import type {TaskOutcomeState} from '../../state.ts';
import type {Frame, PracticeRun} from '../run.ts';
import {StatesError} from '../states-error.ts';
import type {Steps} from '../steps.ts';
import type {ErrorStyle} from './error-style.ts';

/** A task that is about to call something. */
export type TaskCall = {
	frame: Frame;
	run: PracticeRun;
	/** A Resource without `arn:PARTITION:states:::`; `operation` is that without its pattern. */
	integration: string;
	operation: string;
	pattern: 'request-response' | 'sync' | 'waitForTaskToken';
	parameters: unknown;
	errorStyle: ErrorStyle;
	actor: Actor;
};

/** The call was accepted: what the service answered, and how the work behind it ends. */
export type Accepted = {
	answer: unknown;
	/** Answers the task's result, or throws a StatesError. */
	work(): Steps<unknown>;
};

/** The parameters of a call are an object, whatever the state makes of its input. */
export const parametersOf = ({parameters}: TaskCall): JsonObject =>
	isObject(parameters) ? parameters : {};

/** Takes the time, then ends as the account says of what is called, or else as usual. */
export function* usualWork(
	of: string,
	usual: {duration: number; result: unknown; within?: (result: unknown) => unknown},
	{run}: Pick<TaskCall, 'run'>,
): Steps<unknown> {
	const outcome = outcomeOf(of, run);
	yield run.now + (outcome?.duration ?? usual.duration);

	if (outcome?.failure) {
		throw new StatesError(outcome.failure.error, outcome.failure.cause);
	}

	const own = outcome?.result ?? null;

	return own === null ? usual.result : (usual.within?.(own) ?? own);
}

/** How the work behind this ARN ends, where the account has something to say about it. */
export const outcomeOf = (of: string, {state}: PracticeRun): TaskOutcomeState | undefined =>
	state.taskOutcomes.find(each => each.of === of);
