import {useMemo} from 'react';
import {List} from '../components/list.tsx';
import type {ScreenProps} from './screen-props.ts';

export function PickRole({screen: {roles}, state, dispatch}: ScreenProps<'pick-role'>) {
	const items = useMemo(
		() => roles.map(({arn, name}) => ({key: arn, label: name, alsoFoundBy: arn})),
		[roles],
	);

	return (
		<List
			question="Which role should the state machine run as?"
			items={items}
			filterFor="role"
			canGoBack={state.answered.length > 0}
			onPick={({key}) => dispatch({type: 'role-picked', arn: key})}
			onBack={() => dispatch({type: 'went-back'})}
			onQuit={() => dispatch({type: 'left'})}
		/>
	);
}
