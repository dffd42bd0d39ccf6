import {useMemo} from 'react';
import {List} from '../components/list.tsx';
import type {ListItem} from '../components/list-state.ts';
import {Words} from '../components/words.tsx';
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
		<>
			<Words tone="strong" fit="cut">
				Which log group should it write to?
			</Words>
			<List<ListItem>
				items={items}
				filterFor="log group"
				otherRows={5}
				canGoBack={state.answered.length > 0}
				onPick={({key}) => dispatch({type: 'log-group-picked', arn: key === '' ? null : key})}
				onBack={() => dispatch({type: 'went-back'})}
				onQuit={() => dispatch({type: 'left'})}
			/>
		</>
	);
}
