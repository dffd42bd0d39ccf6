import type {Question} from '../../run/choice.ts';
import {useAccountRows} from './account-line.tsx';
import {useDiffRows} from './diff.tsx';
import {useRowsOf} from './question.tsx';
import {useSize} from './use-window.ts';
import {Words} from './words.tsx';

type Props = Pick<Extract<Question, {kind: 'confirm'}>, 'summary' | 'about' | 'text' | 'diff'>;

/** The margin, the question, its keys, and some of the diff above. */
const otherRows = 8;

/** The margin, both answers and the keys. */
const rowsBelowDiff = 4;

/** A summary that takes more of the diff than this is hardly shorter. */
const mostOfDiff = 0.35;

/** What a yes does, in as many lines as leave room for the question. */
export function Summary({summary, about, text, diff}: Props) {
	const {rows} = useSize();
	const rowsOf = useRowsOf();
	const accountRows = useAccountRows();
	const said = summary.filter(line => !diff?.says.includes(line));
	const heightOf = (texts: readonly string[]) => texts.reduce((sum, each) => sum + rowsOf(each), 0);
	const taken = rowsBelowDiff + accountRows + heightOf([about, `${text} (y/N) _`, ...said]);
	const diffRows = useDiffRows(diff?.lines ?? []);
	const isDiffEnough =
		diff !== undefined && diffRows + taken < rows && heightOf(diff.says) >= diffRows * mostOfDiff;
	const lines = isDiffEnough ? said : summary;
	const left = rows - otherRows - accountRows - rowsOf(about);
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
