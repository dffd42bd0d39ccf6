import type {StateMachine} from '../../source/account/step-functions.ts';
import {timeoutOf} from '../../source/definition/error-handling.ts';
import {parseDefinition} from '../../source/definition/parse-definition.ts';
import type {StateAt} from '../../source/definition/walk-states.ts';
import type {Remedy} from '../../source/diagnosis/remedy.ts';
import {changeDefinition} from './change-definition.ts';

/** The most that AWS takes. https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html */
const longest = 99_999_999;

/**
Twice the TimeoutSeconds of a state, or of the whole state machine where `state` is null. Null where it is computed.
*/
export function raiseTimeout(
	stateMachine: StateMachine,
	state: StateAt | null,
	was: number,
): Remedy | null {
	const at = state ?? parseDefinition(stateMachine.definition);
	const seconds = Math.min(was * 2, longest);
	const what = state ? state.name : stateMachine.name;

	if (typeof timeoutOf(at).timeout !== 'number') {
		return null;
	}

	return {
		id: 'raise-timeout',
		title: `Give ${what} ${seconds} seconds in place of ${was}`,
		why: `Sets TimeoutSeconds of ${what} to ${seconds}, twice what was not enough: how long the work really takes, the history cannot tell. Nothing else in the definition changes.`,
		widens: null,
		changes: [
			changeDefinition(stateMachine, [
				{path: [...(state?.segments ?? []), 'TimeoutSeconds'], value: seconds},
			]),
		],
	};
}
