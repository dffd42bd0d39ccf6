import {doubtsAbout} from './doubts.ts';
import {goTo, say, type WizardState} from './state.ts';

/** The first thing not yet settled, in the order in which a person tells a story: what, then what went wrong. */
export function continueWith(state: WizardState): WizardState {
	const {choice, readings, settings, draft} = state;
	const isTold = settings.flow !== null || (settings.text !== null && !settings.practice);

	if (readings === null && isTold) {
		return goTo(state, {name: 'understanding', text: draft});
	}

	if (choice === null) {
		return goTo(state, {name: 'listing-machines'});
	}

	if (choice.stateMachineArn === null && choice.roleArn !== null && choice.logGroupArn === null) {
		return isLogGroupAsked(state) ? tell(state) : goTo(state, {name: 'listing-log-groups'});
	}

	return tell(state);
}

/** Whoever does not know it is not asked again. */
export const isLogGroupAsked = ({screen, answered}: WizardState): boolean =>
	[screen, ...answered].some(({name}) => name === 'pick-log-group');

function tell(state: WizardState): WizardState {
	if (state.readings !== null) {
		return explain(state);
	}

	if (state.settings.practice && state.settings.text !== null) {
		return goTo(state, {name: 'paste'});
	}

	return state.choice?.stateMachineArn
		? goTo(state, {name: 'reading-failure'})
		: goTo(state, {name: 'ask-error', failure: null});
}

/** Prints what the text means and asks whether to check for it. */
function explain(state: WizardState): WizardState {
	const {incident} = state;
	const [reading = null, ...others] = state.readings ?? [];
	const said = say(
		state,
		{kind: 'meaning', incident, reading, others},
		...doubtsAbout(state).map(text => ({kind: 'note', tone: 'warning', text}) as const),
	);

	return state.settings.flow === null
		? goTo(said, {name: 'meaning', incident, readings: state.readings ?? [], isAdviceGiven: false})
		: startChecks({...said, reading}, false);
}

/** What the checks before said holds no longer, once something was written. */
export const startChecks = (state: WizardState, again: boolean): WizardState =>
	goTo({...state, diagnosis: null}, {name: 'checking', lines: [], startedAt: null, again});
