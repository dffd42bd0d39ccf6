import type {EventOf, WizardEvent} from './event.ts';
import type {WizardState} from './state.ts';

/** What some events do to the state. An event that does not fit the screen changes nothing. */
export type Handlers<Type extends WizardEvent['type']> = {
	[Each in Type]: (state: WizardState, event: EventOf<Each>) => WizardState;
};
