import {Box} from 'ink';
import {keysRow} from './list-words.ts';
import {OnRail} from './rail.tsx';
import {signs} from './signs.ts';
import {useWidth} from './width.ts';
import {Words} from './words.tsx';

/** Which keys do what. */
export function Hints({keys}: {keys: readonly string[]}) {
	const {columns} = useWidth();

	return (
		<Box>
			<OnRail>
				<Words tone="accent">{signs.end}</Words>
			</OnRail>
			<Words tone="dim" fit="cut">
				{keysRow(keys, columns)}
			</Words>
		</Box>
	);
}
