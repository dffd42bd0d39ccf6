import type {WizardEvent} from '../event.ts';
import type {ScreenName, ScreenOf} from '../screen.ts';
import type {WizardState} from '../state.ts';

/** What every screen gets: what it shows, the story so far, and a way to say what the person did. */
export type ScreenProps<Name extends ScreenName> = {
	screen: ScreenOf<Name>;
	state: WizardState;
	dispatch(event: WizardEvent): void;
};
