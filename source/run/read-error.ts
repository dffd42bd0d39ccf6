import {count} from '../text.ts';
import {
	asChosen,
	askForError,
	continueWith,
	settled,
	showMeaning,
	startChecks,
} from './continue.ts';
import type {Handlers} from './event.ts';
import {inputOf} from './retry-input.ts';
import {isRunning, type LastFailure} from './services.ts';
import {goTo, isOn, noIncident, type RunState, say} from './state.ts';

type ErrorEvents =
	| 'failure-read'
	| 'failure-chosen'
	| 'paste-chosen'
	| 'draft-changed'
	| 'offer-restored'
	| 'draft-submitted'
	| 'understood'
	| 'mismatch-accepted'
	| 'reading-chosen'
	| 'advice-wanted'
	| 'everything-chosen';

/** From the error's text to the flow that is checked for. */
export const errorEvents: Handlers<ErrorEvents> = {
	'failure-read'(state, {sight, failure, at}) {
		if (!isOn(state, 'reading-failure')) {
			return state;
		}

		const read = {...state, sight};
		const said = sight.kind === 'none' ? read : say(read, {kind: 'failure', sight, at});
		const isFlowGiven = state.settings.flow !== null && state.readings === null;

		// The flow is settled: the failure only adds its facts, where it is of that flow.
		return isFlowGiven && failure !== null
			? understandFailure(said, failure)
			: askForError(said, failure);
	},

	'failure-chosen'(state) {
		const failure = isOn(state, 'ask-error') ? state.step.failure : null;

		if (!failure) {
			return state;
		}

		const said = say(state, {
			kind: 'answer',
			question: 'What went wrong',
			answer: isRunning(failure)
				? `execution ${failure.executionName} is still RUNNING`
				: 'the error of this execution',
		});
		return understandFailure(said, failure);
	},

	'paste-chosen'(state, {text}) {
		const draft = text === '' ? state.draft : text;
		const draftIsOffered = text === '' && state.draftIsOffered;
		return goTo({...state, draft, draftIsOffered}, {name: 'paste', fault: null});
	},

	'draft-changed'(state, {text}) {
		if (isOn(state, 'ask-input')) {
			return {...state, step: {...state.step, draft: text, isOffered: false, fault: null}};
		}

		return isOn(state, 'paste')
			? {...state, step: {...state.step, fault: null}, draft: text, draftIsOffered: false}
			: state;
	},

	'offer-restored'(state) {
		const draft = offeredText(state);
		const stepNumber = state.stepNumber + 1;

		if (draft === null) {
			return state;
		}

		return isOn(state, 'ask-input')
			? {...state, stepNumber, step: {...state.step, draft, isOffered: true, fault: null}}
			: {...state, stepNumber, draft, draftIsOffered: true};
	},

	'draft-submitted'(state) {
		if (!isOn(state, 'paste')) {
			return state;
		}

		if (state.draft.trim() === '') {
			return state.step.fault === nothingPasted
				? checkEverything(state)
				: {...state, step: {...state.step, fault: nothingPasted}};
		}

		const given = state.draftIsOffered ? 'practice error' : 'pasted text';
		const answer = `the ${given}, ${count(state.draft.trimEnd().split('\n').length, 'line')}`;
		const said = say(state, {kind: 'answer', question: 'What went wrong', answer});
		// A text that was given before the state machine was chosen is replaced.
		const text = state.settings.text === null ? null : state.draft;
		const settings = {...said.settings, text};
		return goTo({...said, settings, followed: null}, {name: 'understanding', text: state.draft});
	},

	understood: (state, {incident, readings}) =>
		isOn(state, 'understanding') ? continueWith({...state, incident, readings}) : state,

	'mismatch-accepted'(state) {
		if (!isOn(state, 'mismatch')) {
			return state;
		}

		const answer = asChosen(state.step.examined);
		const said = say(state, {kind: 'answer', question: 'Checking', answer});
		return state.readings === null && state.choice
			? settled(said, state.choice)
			: showMeaning(said);
	},

	'reading-chosen': (state, {reading}) =>
		isOn(state, 'meaning')
			? startChecks(
					reading.flow.id === state.step.readings[0]?.flow.id
						? {...state, reading}
						: say(
								{...state, reading},
								{kind: 'answer', question: 'Checking for', answer: reading.flow.title},
							),
					false,
				)
			: state,

	'advice-wanted'(state) {
		const {step} = state;
		const [reading] = state.readings ?? [];

		if (step.name !== 'meaning' || !reading) {
			return state;
		}

		const said = say(state, {kind: 'advice', incident: step.incident, reading});
		return {...said, stepNumber: state.stepNumber + 1, step: {...step, isAdviceGiven: true}};
	},

	'everything-chosen': state => checkEverything(state),
};

const nothingPasted =
	'There is no text yet. Paste the error, or press Enter again to check everything without one.';

function checkEverything(state: RunState): RunState {
	const answer = 'everything that this state machine needs';
	const said = say(state, {kind: 'answer', question: 'Checking', answer});
	const known = isOn(state, 'meaning')
		? {incident: state.incident, followed: state.followed}
		: {incident: noIncident, followed: null};
	return startChecks({...said, ...known, reading: null}, false);
}

const understandFailure = (state: RunState, {followed, text}: LastFailure): RunState =>
	goTo({...state, followed}, {name: 'understanding', text});

/** The text that the question was asked with; null where it was asked without one. */
export function offeredText({step, settings: {text, offeredText}}: RunState): string | null {
	return step.name === 'ask-input'
		? inputOf(step.offered.retry)
		: step.name === 'paste' && text === null
			? offeredText
			: null;
}
