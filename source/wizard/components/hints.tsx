import {useWidth} from './width.ts';
import {Words} from './words.tsx';

/** Which keys do what, in one row; where it is too narrow, the keys alone, and the last with how to get out. */
export function Hints({keys}: {keys: readonly string[]}) {
	const {columns} = useWidth();

	return (
		<Words tone="dim" fit="cut">
			{fitting(keys, columns)}
		</Words>
	);
}

const rowOf = (keys: readonly string[]): string => keys.join(' · ');

function fitting(keys: readonly string[], columns: number): string {
	const brief = keys.map(key => key.replace(/^\d.*, (?=Up)|, PgUp.*| to choose$/g, ''));
	const last = keys.length - 1;
	const bare = brief.map((key, index) => (index === last ? key : key.replace(/ .*/, '')));

	return [keys, brief, bare].map(rowOf).find(row => row.length <= columns) ?? lastOf(bare, columns);
}

/** Where even that is too long, the last ones: how to get out. */
function lastOf(keys: readonly string[], columns: number): string {
	const row = rowOf(keys);
	return row.length <= columns || keys.length < 2 ? row : lastOf(keys.slice(1), columns);
}
