import {List} from '../components/list.tsx';
import type {WizardEvent} from '../event.ts';
import type {Reading} from '../screen.ts';
import type {ScreenProps} from './screen-props.ts';

type Way = {key: string; label: string; event: WizardEvent};

export function Meaning({screen, state, dispatch}: ScreenProps<'meaning'>) {
	const {readings, isAdviceGiven} = screen;
	const title =
		readings.length > 0
			? 'Shall the account be checked for it? Nothing is written by that.'
			: 'No known failure fits. Shall everything be checked? Nothing is written by that.';

	return (
		<List
			question={title}
			items={[
				...readings.map(checkFor),
				...(readings.length > 0 && !isAdviceGiven ? [advice] : []),
				...otherWays,
			]}
			canGoBack={state.answered.length > 0}
			onPick={({event}) => dispatch(event)}
			onPaste={text => dispatch({type: 'paste-chosen', text})}
			onBack={() => dispatch({type: 'went-back'})}
			onQuit={() => dispatch({type: 'left'})}
		/>
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

const advice: Way = {
	key: 'advice',
	label: 'What to do by hand, and where to read more',
	event: {type: 'advice-wanted'},
};

const otherWays: Way[] = [
	{key: 'all', label: 'Check everything', event: {type: 'everything-chosen'}},
	{key: 'text', label: 'Change the text', event: {type: 'paste-chosen', text: ''}},
];
