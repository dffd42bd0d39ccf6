import type {Identity} from '../account/account.ts';
import {settle} from './choosing.ts';
import {continueWith} from './continue.ts';
import type {WizardOptions} from './services.ts';
import {initialState, type WizardState} from './state.ts';

/** The first screen: whatever the command line settles is not asked again. */
export function begin(identity: Identity, options: WizardOptions): WizardState {
	const state = initialState(identity, options);
	return state.choice ? settle(state, state.choice) : continueWith(state);
}
