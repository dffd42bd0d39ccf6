import type {Entry} from './entry.ts';
import type {Handlers} from './event.ts';
import {evidenceEntry} from './show-evidence.ts';
import {type RunState, say} from './state.ts';

/** `?` at a question: tells at length what was told in short, and asks again. */
export const explainEvents: Handlers<'explained'> = {
	explained(state) {
		const entries = explanationOf(state);
		return entries.length === 0
			? state
			: {...say(state, ...entries), stepNumber: state.stepNumber + 1};
	},
};

/** Whether `?` has anything to tell here. */
export const isExplainable = (state: RunState): boolean => explanationOf(state).length > 0;

function explanationOf(state: RunState): Entry[] {
	const {step, transcript} = state;

	switch (step.name) {
		case 'meaning':
			return theory(state);
		case 'pick-remedy': {
			const [problem] = step.problems;
			const checks = transcript.findLast(entry => entry.kind === 'checks');

			return [
				...theory(state),
				...(checks ? [{...checks, isBrief: false, isWhole: true as const, repeated: []}] : []),
				...(problem ? [{kind: 'remedies', problem} as const] : []),
				...evidenceEntry(state, false),
			];
		}
		case 'confirm': {
			const change = transcript.findLast(entry => entry.kind === 'change');
			return change ? [{...change, isBrief: false}] : [];
		}
		default:
			return [];
	}
}

function theory({transcript, reading, step}: RunState): Entry[] {
	const meaning = transcript.findLast(entry => entry.kind === 'meaning');
	const isChosen = step.name === 'meaning' || meaning?.reading?.flow.id === reading?.flow.id;
	return meaning?.reading && isChosen ? [{...meaning, isBrief: false}] : [];
}
