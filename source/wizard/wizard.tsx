import {useApp} from 'ink';
import {useEffect} from 'react';
import {begin} from './begin.ts';
import {AccountLine} from './components/account-line.tsx';
import {Frame} from './components/frame.tsx';
import {Keys} from './components/keys.tsx';
import {SurroundingsProvider} from './components/surroundings.ts';
import {ScreenView} from './screen-view.tsx';
import type {WizardOptions, WizardServices} from './services.ts';
import {Transcript} from './transcript.tsx';
import {useWizard} from './use-wizard.ts';

type Props = {services: WizardServices; options: WizardOptions & {colour: boolean}};

/** The root: what is finished above, what is asked below. The only place that leaves. */
export function Wizard({services, options}: Props) {
	const {exit} = useApp();
	const {state, dispatch, interrupt} = useWizard(services, () => begin(services.identity, options));
	const {status, screen, settings, transcript, step} = state;

	useEffect(() => {
		if (status !== null) {
			exit(status);
		}
	}, [status, exit]);

	return (
		<SurroundingsProvider value={{clock: services.clock, colour: options.colour}}>
			<Keys onInterrupt={interrupt}>
				<Transcript entries={transcript} />
				{screen.name !== 'end' && (
					<Frame>
						<AccountLine settings={settings} />
						<ScreenView key={step} state={state} dispatch={dispatch} />
					</Frame>
				)}
			</Keys>
		</SurroundingsProvider>
	);
}
