import type {Verdict} from '../diagnosis/diagnose.ts';
import {isWorthRepeating} from '../diagnosis/worth-repeating.ts';
import {startChecks} from './continue.ts';
import {finish} from './ending.ts';
import type {RetryOutcome} from './event.ts';
import type {Handlers} from './handlers.ts';
import {inputFault} from './input-fault.ts';
import {retryWords} from './retry-words.ts';
import type {ShownRetry} from './screen.ts';
import {goTo, isOn, say, type WizardState} from './state.ts';

/** Repeating what failed: its own input where it takes one, its own diff, its own yes. */
export const retrying: Handlers<'retry-prepared' | 'input-submitted' | 'retried'> = {
	'retry-prepared'(state, {offered}) {
		if (!isOn(state, 'preparing-retry')) {
			return state;
		}

		const isWorth =
			offered &&
			isWorthRepeating(offered.retry.input !== null, {
				verdict: verdictOf(state),
				isSomethingWritten: state.written.length > 0,
			});

		return isWorth ? offer(state, offered) : finish(state);
	},

	'input-submitted'(state) {
		if (!isOn(state, 'ask-input')) {
			return state;
		}

		const {screen} = state;
		const {offered, draft} = screen;
		const fault = inputFault(draft);

		if (fault !== null) {
			return {...state, screen: {...screen, fault}};
		}

		const isSame = draft === offered.retry.input?.offered;
		const retry = isSame ? offered.retry : offered.retry.input?.replacedBy(draft);
		return askForYes(state, {...offered, retry: retry ?? offered.retry});
	},

	retried(state, {result}) {
		if (!isOn(state, 'retrying')) {
			return state;
		}

		const {interrupted, offered} = state.screen;
		const told = tell(state, offered, result);

		if (interrupted) {
			return finish(told, 130);
		}

		if (result.outcome === 'moved') {
			return offer(told, result.now);
		}

		// What could not be seen before may be seen by now.
		const isNews = result.outcome === 'succeeded' && verdictOf(told) === 'no-verdict';
		return isNews ? startChecks(told, true) : finish(told);
	},
};

const verdictOf = ({diagnosis}: WizardState): Verdict => diagnosis?.verdict ?? 'no-verdict';

function offer(before: WizardState, offered: ShownRetry): WizardState {
	const {input} = offered.retry;
	// From here on there is a way back to the input, and none to what was asked before the checks.
	const state = say({...before, answered: []}, {kind: 'retry', offered});

	// The yes given beforehand holds for the first attempt, not for something that moved since.
	if (state.settings.retry && !state.moved) {
		return run(sayCommand(state, offered), offered);
	}

	return input
		? goTo(state, {
				name: 'ask-input',
				offered,
				draft: input.offered,
				isOffered: true,
				fault: null,
			})
		: askForYes(state, offered);
}

const sayCommand = (state: WizardState, {retry}: ShownRetry): WizardState =>
	say(state, {kind: 'command', command: retry.command});

const askForYes = (state: WizardState, offered: ShownRetry): WizardState =>
	goTo(sayCommand(state, offered), {name: 'confirm-retry', offered});

const run = (state: WizardState, offered: ShownRetry): WizardState =>
	goTo({...state, answered: []}, {name: 'retrying', offered, progress: null, interrupted: false});

export function answerRetry(state: WizardState, yes: boolean): WizardState {
	if (isOn(state, 'confirm-retry') && yes) {
		return run(state, state.screen.offered);
	}

	return isOn(state, 'confirm-retry') || isOn(state, 'ask-input')
		? finish(
				say(state, {
					kind: 'note',
					tone: 'plain',
					text: retryWords[state.screen.offered.retry.kind].declined,
				}),
			)
		: state;
}

function tell(state: WizardState, {retry}: ShownRetry, result: RetryOutcome): WizardState {
	if (result.outcome === 'moved') {
		const text = 'Not repeated: it changed in between. Here is how it stands now.';
		return say({...state, moved: true}, {kind: 'note', tone: 'warning', text});
	}

	const succeeded = result.outcome === 'succeeded';
	const text = `${retry.title}: ${succeeded ? 'done' : 'FAILED'}. ${result.says}`;
	return say({...state, retried: result}, {kind: 'note', tone: succeeded ? 'good' : 'bad', text});
}
