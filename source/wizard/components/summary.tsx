import {useAccountRows} from './account-line.tsx';
import {useRowsOf} from './question.tsx';
import {useSize} from './use-window.ts';
import {Words} from './words.tsx';

type Props = {lines: readonly string[]; about: string};

/** The margin, the question, its keys, and some of the diff above. */
const otherRows = 8;

/** What a yes does, in as many lines as leave room for the question. */
export function Summary({lines, about}: Props) {
	const {rows} = useSize();
	const rowsOf = useRowsOf();
	const left = rows - otherRows - useAccountRows() - rowsOf(about);
	const shown = lines.slice(
		0,
		fitting(
			lines.map(line => rowsOf(line)),
			left,
		),
	);

	return (
		<>
			{shown.map(line => (
				<Words key={line}>{line}</Words>
			))}
			{shown.length < lines.length && (
				<Words tone="warning">{`... ${lines.length - shown.length} more: see above`}</Words>
			)}
		</>
	);
}

/** How many of the first lines fit, one at least. */
function fitting(heights: readonly number[], rows: number): number {
	const until = heights.findIndex(
		(_, index) => heights.slice(0, index + 1).reduce((sum, height) => sum + height, 0) > rows,
	);
	return until === -1 ? heights.length : Math.max(1, until);
}
