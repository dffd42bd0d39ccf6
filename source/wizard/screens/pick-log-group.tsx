import {useMemo} from 'react';
import {List} from '../components/list.tsx';
import type {ListItem} from '../components/list-state.ts';
import type {ScreenProps} from './screen-props.ts';

const none: ListItem = {key: '', label: 'None: it should not write logs', isFixed: true};

export function PickLogGroup({
	screen: {logGroups},
	state,
	dispatch,
}: ScreenProps<'pick-log-group'>) {
	const items = useMemo(
		() => [...logGroups.map(({arn, name}) => ({key: arn, label: name, alsoFoundBy: arn})), none],
		[logGroups],
	);

	return (
		<List<ListItem>
			question="Which log group should it write to?"
			items={items}
			filterFor="log group"
			canGoBack={state.answered.length > 0}
			onPick={({key}) => dispatch({type: 'log-group-picked', arn: key === '' ? null : key})}
			onBack={() => dispatch({type: 'went-back'})}
			onQuit={() => dispatch({type: 'left'})}
		/>
	);
}
