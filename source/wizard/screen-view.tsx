import type {WizardEvent} from './event.ts';
import {AskError} from './screens/ask-error.tsx';
import {AskInput} from './screens/ask-input.tsx';
import {Checking} from './screens/checking.tsx';
import {ConfirmChange} from './screens/confirm-change.tsx';
import {ConfirmRetry} from './screens/confirm-retry.tsx';
import {Meaning} from './screens/meaning.tsx';
import {Paste} from './screens/paste.tsx';
import {PickLogGroup} from './screens/pick-log-group.tsx';
import {PickMachine} from './screens/pick-machine.tsx';
import {PickRemedy} from './screens/pick-remedy.tsx';
import {PickRole} from './screens/pick-role.tsx';
import {Trouble} from './screens/trouble.tsx';
import {Waiting} from './screens/waiting.tsx';
import {Writing} from './screens/writing.tsx';
import type {WizardState} from './state.ts';

type Props = {state: WizardState; dispatch(event: WizardEvent): void};

/** The one component that each screen has. */
export function ScreenView({state, dispatch}: Props) {
	const {screen} = state;
	const common = {state, dispatch};

	switch (screen.name) {
		case 'pick-machine':
			return <PickMachine screen={screen} {...common} />;
		case 'pick-role':
			return <PickRole screen={screen} {...common} />;
		case 'pick-log-group':
			return <PickLogGroup screen={screen} {...common} />;
		case 'ask-error':
			return <AskError screen={screen} {...common} />;
		case 'paste':
			return <Paste screen={screen} {...common} />;
		case 'meaning':
			return <Meaning screen={screen} {...common} />;
		case 'checking':
			return <Checking screen={screen} {...common} />;
		case 'pick-remedy':
			return <PickRemedy screen={screen} {...common} />;
		case 'confirm':
			return <ConfirmChange screen={screen} {...common} />;
		case 'ask-input':
			return <AskInput screen={screen} {...common} />;
		case 'confirm-retry':
			return <ConfirmRetry screen={screen} {...common} />;
		case 'writing':
		case 'retrying':
			return <Writing screen={screen} {...common} />;
		case 'trouble':
			return <Trouble screen={screen} {...common} />;
		case 'end':
			return null;
		default:
			return <Waiting screen={screen} {...common} />;
	}
}
