import type {StateMachine} from '../../source/account/step-functions.ts';
import type {StateAt} from '../../source/definition/walk-states.ts';
import type {Remedy} from '../../source/diagnosis/remedy.ts';
import {changeDefinition} from './change-definition.ts';

/** Leads what no rule fits to the one Fail state there is: it still fails, and says why. */
export const addDefault = (
	stateMachine: StateMachine,
	{name, segments}: StateAt,
	target: string,
): Remedy => ({
	id: 'add-default',
	title: `Lead what no rule of ${name} fits to ${target}`,
	why: `${target} is the only Fail state beside ${name}: what comes unexpected then fails with the error that it names, and not with States.Runtime. Adds Default to ${name} of ${stateMachine.name}; nothing else in the definition changes.`,
	widens: null,
	changes: [changeDefinition(stateMachine, [{path: [...segments, 'Default'], value: target}])],
});
