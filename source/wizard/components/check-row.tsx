import {Box} from 'ink';
import type {Outcome} from '../../diagnosis/check.ts';
import type {Tone} from '../entry.ts';
import type {CheckLine} from '../screen.ts';
import {Words} from './words.tsx';

const words: Record<Outcome, [string, Tone]> = {
	ok: ['ok', 'good'],
	problem: ['PROBLEM', 'bad'],
	warning: ['warning', 'warning'],
	unknown: ['unknown', 'warning'],
};

/** One question and, once it is there, the word for its outcome. `cut` keeps to one row. */
export function CheckRow({line, fit}: {line: CheckLine; fit: 'cut' | 'wrap'}) {
	const [word, tone] = line.answered ? words[line.answered.outcome] : ['...', 'dim' as const];

	return (
		<Box>
			<Box width={9} flexShrink={0}>
				<Words tone={tone}>{word}</Words>
			</Box>
			<Words fit={fit}>{line.question}</Words>
		</Box>
	);
}
