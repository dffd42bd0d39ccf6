import type {Handlers} from './handlers.ts';
import type {ExitStatus} from './services.ts';
import {goTo, say, type WizardState} from './state.ts';
import {summarise} from './summary.ts';

/** Prints the summary; the root leaves once it has been painted. */
export function finish(state: WizardState, status: ExitStatus = statusOf(state)): WizardState {
	if (state.screen.name === 'end') {
		return state;
	}

	const ended = {...state, status};
	return goTo(say(ended, {kind: 'summary', summary: summarise(ended)}), {name: 'end'});
}

function statusOf({diagnosis, written, moved, retried}: WizardState): ExitStatus {
	const verdict = diagnosis?.verdict ?? 'no-verdict';

	if (moved && written.length === 0 && verdict !== 'healthy') {
		return 4;
	}

	if (retried?.outcome === 'failed') {
		return 1;
	}

	return verdict === 'no-verdict' ? 3 : verdict === 'problem' ? 1 : 0;
}

export const ending: Handlers<'left' | 'interrupted'> = {
	left: state => finish(state),

	/** The first Ctrl-C breaks off a running wait, so that its end can be told; the second leaves at once. */
	interrupted(state) {
		const {screen} = state;

		if ((screen.name !== 'writing' && screen.name !== 'retrying') || screen.interrupted) {
			return finish(leaveUnclear(state), 130);
		}

		return {...state, screen: {...screen, interrupted: true}};
	},
};

function leaveUnclear(state: WizardState): WizardState {
	const {screen} = state;

	if (screen.name !== 'writing') {
		return state;
	}

	const {target} = screen.shown;
	return {...state, written: [...state.written, {target, outcome: 'unclear'}]};
}
