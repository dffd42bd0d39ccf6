import {Box} from 'ink';
import {type MarkedLine, markChanges} from '../../changes/changed-words.ts';
import {type DiffLine, shownLines} from '../../changes/diff.ts';
import type {Tone} from '../../run/entry.ts';
import {count} from '../../text.ts';
import {Words} from './words.tsx';

const marks = {same: '  ', removed: '- ', added: '+ '} as const;
const tones = {same: 'dim', removed: 'bad', added: 'good'} as const satisfies Record<string, Tone>;

/** What is taken away and what is added, a mark before each line; what stays is folded. */
export function Diff({lines}: {lines: readonly DiffLine[]}) {
	if (lines.every(({kind}) => kind === 'same')) {
		return <Words>No line changes.</Words>;
	}

	return (
		<Box flexDirection="column">
			{markChanges(shownLines(lines)).map((marked, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
				<DiffRow key={index} {...marked} />
			))}
		</Box>
	);
}

const DiffRow = ({line, changed}: MarkedLine) =>
	line.kind === 'folded' ? (
		<Words tone="dim">{`  ... ${count(line.lines, 'line')} unchanged ...`}</Words>
	) : (
		<Words
			tone={tones[line.kind]}
			fit="exact"
			spans={changed.map(([from, to]) => [from + 2, to + 2])}
		>{`${marks[line.kind]}${line.text}`}</Words>
	);
