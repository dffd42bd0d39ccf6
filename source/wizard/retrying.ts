import {finish} from './ending.ts';
import type {RetryOutcome} from './event.ts';
import type {Handlers} from './handlers.ts';
import type {ShownRetry} from './screen.ts';
import {goTo, isOn, say, type WizardState} from './state.ts';

/** Repeating what failed: its own diff, its own yes. */
export const retrying: Handlers<'retry-prepared' | 'retried'> = {
	'retry-prepared'(state, {offered}) {
		if (!isOn(state, 'preparing-retry')) {
			return state;
		}

		return offered ? offer(state, offered) : finish(state);
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

		return result.outcome === 'moved' ? offer(told, result.now) : finish(told);
	},
};

function offer(state: WizardState, offered: ShownRetry): WizardState {
	const said = say(state, {kind: 'retry', offered});
	// The yes given beforehand holds for the first attempt, not for something that moved since.
	return state.settings.retry && !state.moved
		? run(said, offered)
		: goTo(said, {name: 'confirm-retry', offered});
}

const run = (state: WizardState, offered: ShownRetry): WizardState =>
	goTo(state, {name: 'retrying', offered, progress: null, interrupted: false});

export function answerRetry(state: WizardState, yes: boolean): WizardState {
	if (!isOn(state, 'confirm-retry')) {
		return state;
	}

	return yes
		? run(state, state.screen.offered)
		: finish(say(state, {kind: 'note', tone: 'plain', text: 'Not repeated.'}));
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
