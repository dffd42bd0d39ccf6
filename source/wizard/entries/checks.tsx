import {Box} from 'ink';
import type {Verdict} from '../../diagnosis/diagnose.ts';
import {CheckRow} from '../components/check-row.tsx';
import {Words} from '../components/words.tsx';
import type {CheckLine} from '../screen.ts';
import type {EntryProps} from './entry-props.ts';
import {Part} from './part.tsx';

const verdicts: Record<Verdict, string> = {
	healthy: 'healthy',
	problem: 'PROBLEM',
	'not-a-fault': 'not a fault',
	'no-verdict': 'no verdict',
};

export function ChecksEntry({entry: {lines, verdict, seconds, again}}: EntryProps<'checks'>) {
	const heading = `Checks${again ? ' again' : ''}: ${verdicts[verdict]} (${seconds} s)`;

	return (
		<Part heading={heading}>
			{lines.map(line => (
				<CheckWithAnswer key={line.id} line={line} isShort={again} />
			))}
		</Part>
	);
}

/** What was ok the first time needs no second telling. */
const CheckWithAnswer = ({line, isShort}: {line: CheckLine; isShort: boolean}) => (
	<Box flexDirection="column">
		<CheckRow line={line} fit="wrap" />
		{!(isShort && line.answered?.outcome === 'ok') && <AnswerLines line={line} />}
	</Box>
);

const AnswerLines = ({line}: {line: CheckLine}) => (
	<Box flexDirection="column" paddingLeft={9}>
		<Words tone="dim">{line.answered?.answer ?? 'no answer'}</Words>
		{line.answered?.details.map(detail => (
			<Words key={detail} tone="dim">
				{detail}
			</Words>
		))}
	</Box>
);
