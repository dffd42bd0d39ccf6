import {askAgain} from './apply-changes.ts';
import type {Handlers} from './event.ts';
import {endEvents} from './finish.ts';
import {isOn, type RunState, say, staysUndoable, writtenChanges} from './state.ts';

/** The list that the run was opened from is there to go back to for as long as nothing was answered or written. */
const leavesOnBack = (state: RunState): boolean =>
	state.settings.leavesOnBack && writtenChanges(state).length === 0;

export const canGoBack = (state: RunState): boolean =>
	state.answered.length > 0 || leavesOnBack(state);

/** One question back, with what was answered kept; it answers nothing, and no write lies in between. */
export const backEvents: Handlers<'went-back'> = {
	'went-back'(state) {
		const step = state.answered.at(-1);

		if (!step) {
			return leavesOnBack(state) ? endEvents.left(state, {type: 'left'}) : sayThereIsNone(state);
		}

		const answered = state.answered.slice(0, -1);
		// What was asked and not answered is asked again.
		const guided = state.step.name === 'guide-question' ? state.guided.slice(0, -1) : state.guided;
		const before = {...state, stepNumber: state.stepNumber + 1, step, answered, guided};
		return isOn(before, 'confirm') ? askAgain(before) : before;
	},
};

/** Once a question, so that a key pressed again does not fill the screen. */
function sayThereIsNone(state: RunState): RunState {
	const isUndoable = staysUndoable(state);
	const text = [
		'There is no earlier question to go back to.',
		...(writtenChanges(state).length > 0
			? [`What was written stays${isUndoable ? '; sfn-fix undo reverts it' : ''}.`]
			: []),
		...(isOn(state, 'confirm') ? ['Answer n to leave this change out.'] : []),
	].join(' ');
	const last = state.transcript.at(-1);

	return last?.kind === 'note' && last.text === text
		? state
		: say(state, {kind: 'note', tone: 'plain', text});
}
