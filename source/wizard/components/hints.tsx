import {Box} from 'ink';
import {OnRail} from './rail.tsx';
import {signs} from './signs.ts';
import {useWidth} from './width.ts';
import {Words} from './words.tsx';

/** Which keys do what, in one row. Where it is too narrow the first are left out: the last say how to get out. */
export function Hints({keys}: {keys: readonly string[]}) {
	const {columns} = useWidth();

	return (
		<Box>
			<OnRail>
				<Words tone="accent">{signs.end}</Words>
			</OnRail>
			<Words tone="dim" fit="cut">
				{fitting(keys, columns)}
			</Words>
		</Box>
	);
}

function fitting(keys: readonly string[], columns: number): string {
	const row = keys.join(' · ');
	return row.length <= columns || keys.length < 2 ? row : fitting(keys.slice(1), columns);
}
