import type {FailureGroup} from '../failures/failure-groups.ts';
import type {FailuresRead} from '../failures/read-failures.ts';
import type {Handlers} from './event.ts';
import {othersOfGroup} from './not-examined.ts';
import {afterRepeat} from './repeat-failed.ts';
import {goTo, isOn, type RunState, say} from './state.ts';

/** The failed executions of a window: all causes are shown, and one of them is examined. */
export const groupEvents: Handlers<'failures-grouped'> = {
	'failures-grouped'(state, {failures, fixed}) {
		if (!isOn(state, 'grouping-failures')) {
			return state;
		}

		if (state.diagnosis !== null) {
			return afterRepeat(withOthers({...state, failures, groupId: fixed}));
		}

		const examined = groupToExamine(state, failures);
		const groupId = examined?.id ?? null;
		const read = {...state, failures, groupId};
		return goTo(say(read, {kind: 'groups', failures, examined: groupId}), {
			name: 'reading-failure',
		});
	},
};

/** Once one was repeated: the causes are shown where others failed of the same one. */
function withOthers(state: RunState): RunState {
	const {failures} = state;
	const {unread = []} = failures ?? {};

	if (failures && othersOfGroup(state) > 0) {
		return say(state, {kind: 'groups', failures, examined: null});
	}

	return say(state, ...unread.map(text => ({kind: 'note', tone: 'warning', text}) as const));
}

/** That of the execution that the person named; or the one whose repeat was interrupted, or else the largest. */
function groupToExamine(
	{choice}: RunState,
	{groups, begunGroup}: FailuresRead,
): FailureGroup | null {
	const named = choice?.executionArn ?? null;

	return named === null
		? (groups.find(({id}) => id === begunGroup) ?? groups[0] ?? null)
		: (groups.find(({executions}) => executions.some(({arn}) => arn === named)) ?? null);
}
