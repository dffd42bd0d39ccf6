import {Box, useWindowSize} from 'ink';
import {count} from '../../text.ts';
import {CheckRow} from '../components/check-row.tsx';
import {Hints} from '../components/hints.tsx';
import {useKeys} from '../components/keys.tsx';
import {useElapsed} from '../components/use-elapsed.ts';
import {Words} from '../components/words.tsx';
import type {ScreenProps} from './screen-props.ts';

export function Checking({screen, state, dispatch}: ScreenProps<'checking'>) {
	const {lines, again} = screen;
	const {rows} = useWindowSize();
	const elapsed = useElapsed();
	const height = Math.max(3, rows - 1 - 5);
	const done = lines.filter(({answered}) => answered).length;
	const canGoBack = state.answered.length > 0;

	useKeys({
		onKey(input, key) {
			if (canGoBack && (key.escape || input === 'b')) {
				dispatch({type: 'went-back'});
			} else if (input === 'q') {
				dispatch({type: 'left'});
			}
		},
	});

	return (
		<>
			<Words tone="strong" fit="cut">
				{`Checking${again ? ' again' : ''}: ${done} of ${lines.length} answered, ${elapsed} s`}
			</Words>
			<Box flexDirection="column">
				{lines.slice(0, height - 1).map(line => (
					<CheckRow key={line.id} line={line} fit="cut" />
				))}
			</Box>
			{lines.length >= height && (
				<Words tone="dim">{`... and ${count(lines.length - height + 1, 'more check')}`}</Words>
			)}
			<Hints keys={[...(canGoBack ? ['b back'] : []), 'q leave']} />
		</>
	);
}
