import {List} from '../components/list.tsx';
import {Words} from '../components/words.tsx';
import type {WizardEvent} from '../event.ts';
import type {Reading} from '../screen.ts';
import type {ScreenProps} from './screen-props.ts';

type Way = {key: string; label: string; event: WizardEvent};

export function Meaning({screen: {readings}, state, dispatch}: ScreenProps<'meaning'>) {
	const title =
		readings.length > 0
			? 'Shall the account be checked for it? Nothing is written by that.'
			: 'No known failure fits. Shall everything be checked? Nothing is written by that.';

	return (
		<>
			<Words tone="strong" fit="cut">
				{title}
			</Words>
			<List
				items={[...readings.map(checkFor), ...otherWays]}
				otherRows={6}
				canGoBack={state.answered.length > 0}
				onPick={({event}) => dispatch(event)}
				onPaste={text => dispatch({type: 'paste-chosen', text})}
				onBack={() => dispatch({type: 'went-back'})}
				onQuit={() => dispatch({type: 'left'})}
			/>
		</>
	);
}

const checkFor = (reading: Reading, index: number): Way => ({
	key: reading.flow.id,
	label:
		index === 0
			? `Check for this: ${reading.flow.title}`
			: `It is rather: ${reading.flow.title} (${reading.confidence})`,
	event: {type: 'reading-chosen', reading},
});

const otherWays: Way[] = [
	{key: 'all', label: 'Check everything', event: {type: 'everything-chosen'}},
	{key: 'text', label: 'Change the text', event: {type: 'paste-chosen', text: ''}},
];
