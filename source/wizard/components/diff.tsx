import {Box} from 'ink';
import {useMemo} from 'react';
import {type MarkedLine, markChanges, type Span} from '../../changes/changed-words.ts';
import {type DiffLine, shownLines} from '../../changes/diff.ts';
import {rowsOfLine} from '../../output/break-line.ts';
import {jsonTokens} from '../../output/json-tokens.ts';
import {printable} from '../../output/sanitise.ts';
import type {Tone} from '../../run/entry.ts';
import {count} from '../../text.ts';
import {widestReadable} from './frame-size.ts';
import {signs} from './signs.ts';
import {useWidth} from './width.ts';
import {Words} from './words.tsx';

const marks = {same: '  ', removed: '- ', added: '+ '} as const;
const tones = {same: 'dim', removed: 'bad', added: 'good'} as const satisfies Record<string, Tone>;

/** What is taken away and what is added, a mark before each row; what stays is folded. */
export function Diff({lines}: {lines: readonly DiffLine[]}) {
	const columns = useWidth().columns - 2;

	if (lines.every(({kind}) => kind === 'same')) {
		return <Words>No line changes.</Words>;
	}

	return (
		<Box flexDirection="column">
			{markChanges(shownLines(lines, columns)).map((marked, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
				<DiffRows key={index} {...marked} columns={columns} />
			))}
		</Box>
	);
}

/** As many as `Diff` takes at this width; a change of nothing takes one. */
export function useDiffRows(lines: readonly DiffLine[]): number {
	const columns = Math.min(useWidth().columns, widestReadable) - 2;

	return useMemo(
		() =>
			shownLines(lines, columns).reduce(
				(sum, line) =>
					sum +
					(line.kind === 'folded' ? 1 : rowsOfLine(shownText(line), columns, signs.further).length),
				1,
			),
		[lines, columns],
	);
}

const shownText = ({text}: DiffLine): string => printable(text).replaceAll('\t', '  ');

/** A line that is too long keeps its mark on every row: none can be taken for another line. */
function DiffRows({line, changed, columns}: MarkedLine & {columns: number}) {
	if (line.kind === 'folded') {
		return <Words tone="dim">{`  ... ${count(line.lines, 'line')} unchanged ...`}</Words>;
	}

	const text = shownText(line);
	// What the sanitizer takes away moves the rest.
	const spans = text === line.text ? changed : [];
	const tokens = jsonTokens(text);

	return rowsOfLine(text, columns, signs.further).map(({text: row, from, dent}) => {
		const moved = 2 + dent.length - from;
		const shown = ([start, end]: Span): Span => [
			Math.max(start, from) + moved,
			Math.min(end, from + row.length) + moved,
		];

		return (
			<Words
				key={from}
				tone={tones[line.kind]}
				fit="exact"
				spans={spans.map(shown).filter(([start, end]) => start < end)}
				tokens={tokens
					.map(token => {
						const [start, end] = shown([token.from, token.to]);
						return {...token, from: start, to: end};
					})
					.filter(token => token.from < token.to)}
			>{`${marks[line.kind]}${dent}${row}`}</Words>
		);
	});
}
