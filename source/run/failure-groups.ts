import type {FailureGroup} from '../failures/failure-groups.ts';
import type {Handlers} from './event.ts';
import {goTo, isOn, type RunState, say} from './state.ts';

/** The failed executions of a window: all causes are shown, and one of them is examined. */
export const groupEvents: Handlers<'failures-grouped'> = {
	'failures-grouped'(state, {failures}) {
		if (!isOn(state, 'grouping-failures')) {
			return state;
		}

		const examined = groupToExamine(state, failures.groups);
		const groupId = examined?.id ?? null;
		const read = {...state, failures, groupId};
		return goTo(say(read, {kind: 'groups', failures, examined: groupId}), {
			name: 'reading-failure',
		});
	},
};

/** That of the execution that the person named, or else the largest. */
function groupToExamine({choice}: RunState, groups: readonly FailureGroup[]): FailureGroup | null {
	const named = choice?.executionArn ?? null;

	return named === null
		? (groups[0] ?? null)
		: (groups.find(({executions}) => executions.some(({arn}) => arn === named)) ?? null);
}
