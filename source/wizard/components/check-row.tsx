import type {ReactNode} from 'react';
import type {Outcome} from '../../diagnosis/check.ts';
import type {Tone} from '../../run/entry.ts';
import type {CheckLine} from '../../run/step.ts';
import {Indent} from './indent.tsx';
import {Words} from './words.tsx';

const words: Record<Outcome, [string, Tone]> = {
	ok: ['ok', 'good'],
	problem: ['PROBLEM', 'bad'],
	warning: ['warning', 'warning'],
	unknown: ['unknown', 'warning'],
};

type Props = {line: CheckLine; fit: 'cut' | 'wrap'; children?: ReactNode};

/** One question and, once it is there, the word for its outcome. `cut` keeps to one row. */
export function CheckRow({line, fit, children}: Props) {
	const [word, tone] = line.answered ? words[line.answered.outcome] : ['...', 'dim' as const];

	return (
		<Indent by={9} marker={<Words tone={tone}>{word}</Words>}>
			<Words fit={fit}>{line.title}</Words>
			{children}
		</Indent>
	);
}
