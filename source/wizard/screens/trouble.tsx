import {List} from '../components/list.tsx';
import type {WizardEvent} from '../event.ts';
import type {ScreenProps} from './screen-props.ts';

type Way = {key: string; label: string; event: WizardEvent};

export function Trouble({screen: {failed}, state, dispatch}: ScreenProps<'trouble'>) {
	const ways: Way[] = [
		{key: 'again', label: 'Try again', event: {type: 'tried-again'}},
		...(state.answered.length > 0
			? [{key: 'back', label: 'Go back', event: {type: 'went-back'}} as const]
			: []),
		{key: 'leave', label: 'Leave', event: {type: 'left'}},
	];

	return (
		<List
			note={
				failed.name === 'listing-machines'
					? 'Where listing is not allowed, name it: sfn-fix ARN'
					: null
			}
			question="What now?"
			items={ways}
			canGoBack={state.answered.length > 0}
			onPick={({event}) => dispatch(event)}
			onBack={() => dispatch({type: 'went-back'})}
			onQuit={() => dispatch({type: 'left'})}
		/>
	);
}
