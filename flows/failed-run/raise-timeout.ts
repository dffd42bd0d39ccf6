import type {StateMachine} from '../../source/account/step-functions.ts';
import {timeoutOf} from '../../source/definition/error-handling.ts';
import {parseDefinition} from '../../source/definition/parse-definition.ts';
import type {StateAt} from '../../source/definition/walk-states.ts';
import type {Remedy} from '../../source/diagnosis/remedy.ts';
import {changeDefinition} from './change-definition.ts';

/** The most that AWS accepts. https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html */
const longestTimeout = 99_999_999;

/** Twice the TimeoutSeconds of a state, or of the whole state machine where `state` is null. Null where it is computed. */
export function raiseTimeout(
	stateMachine: StateMachine,
	state: StateAt | null,
	was: number,
): Remedy | null {
	const at = state ?? parseDefinition(stateMachine.definition);
	const seconds = Math.min(was * 2, longestTimeout);
	const what = state ? state.name : stateMachine.name;

	const {timeout} = timeoutOf(at);

	if (typeof timeout !== 'number') {
		return null;
	}

	return {
		id: 'raise-timeout',
		title: `Raise TimeoutSeconds of ${what} from ${timeout} to ${seconds}`,
		why: `Doubles the limit that was not enough: the history does not show how long the work really takes. Nothing else in the definition changes.`,
		widens: null,
		changes: [
			changeDefinition(stateMachine, [
				{path: [...(state?.segments ?? []), 'TimeoutSeconds'], value: seconds},
			]),
		],
	};
}
