import {checking} from './checking.ts';
import {choosing} from './choosing.ts';
import {ending} from './ending.ts';
import type {WizardEvent} from './event.ts';
import type {Handlers} from './handlers.ts';
import {answerConfirm, mending} from './mending.ts';
import {answerRetry, retrying} from './retrying.ts';
import {goTo, say, type WizardState} from './state.ts';
import {telling} from './telling.ts';

/** Answers that fit any screen. */
const anywhere: Handlers<'confirmed' | 'broke' | 'tried-again' | 'went-back'> = {
	confirmed: (state, {yes}) =>
		state.screen.name === 'confirm' ? answerConfirm(state, yes) : answerRetry(state, yes),

	broke(state, {message}) {
		const text = `This did not work: ${message}`;
		const said = say(state, {kind: 'note', tone: 'bad', text});
		return goTo(said, {name: 'trouble', failed: state.screen});
	},

	'tried-again': state =>
		state.screen.name === 'trouble' ? goTo(state, state.screen.failed) : state,

	'went-back'(state) {
		const screen = state.answered.at(-1);

		if (screen) {
			return {...state, step: state.step + 1, screen, answered: state.answered.slice(0, -1)};
		}

		return anywhere.confirmed(state, {type: 'confirmed', yes: false});
	},
};

const handlers: Handlers<WizardEvent['type']> = {
	...choosing,
	...telling,
	...checking,
	...mending,
	...retrying,
	...ending,
	...anywhere,
};

/** The whole story of the wizard: a state and what happens give the next state. Pure. */
export function reduce(state: WizardState, event: WizardEvent): WizardState {
	if (state.screen.name === 'end') {
		return state;
	}

	const handler = handlers[event.type] as (state: WizardState, event: WizardEvent) => WizardState;
	return handler(state, event);
}
