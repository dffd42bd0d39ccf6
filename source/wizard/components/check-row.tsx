import type {ReactNode} from 'react';
import type {Outcome} from '../../diagnosis/check.ts';
import {wrapText} from '../../output/wrap-text.ts';
import type {CheckLine} from '../../run/step.ts';
import {Indent} from './indent.tsx';
import type {Look} from './look.ts';
import {useHasRail} from './rail.tsx';
import {signs} from './signs.ts';
import {useWidth} from './width.ts';
import {Words} from './words.tsx';

const words: Record<Outcome, [string, Look]> = {
	ok: ['ok', 'good'],
	problem: ['PROBLEM', 'bad'],
	warning: ['warning', 'caution'],
	unknown: ['unknown', 'caution'],
};

type Props = {
	line: CheckLine;
	fit: 'cut' | 'wrap';
	isBrief?: boolean;
	children?: ReactNode;
};

/** The sign, the word and the space after it. */
const besideWord = 11;

/** An ARN that would be broken beside the word is whole below it. */
const holdsLongWord = (text: string, columns: number): boolean =>
	text.split(/\s+/).some(word => word.length > columns);

/** One check and, once it is there, the word for its outcome. `cut` keeps to one row. */
export function CheckRow({line: {title, answered}, fit, isBrief = false, children}: Props) {
	const {columns} = useWidth();
	// The title says what is true when all is well: beside another outcome the answer is clearer.
	const isTitled = answered === null || answered.outcome === 'ok';

	if (isBrief && answered && holdsLongWord(answered.answer, columns - besideWord)) {
		const {answer, outcome} = answered;
		const [first = ''] = wrapText(answer, columns - besideWord);

		return (
			<>
				<OutcomeRow outcome={outcome}>
					<Words>{first}</Words>
				</OutcomeRow>
				<Indent by={2}>
					<Words>{answer.slice(first.length).trimStart()}</Words>
				</Indent>
			</>
		);
	}

	return (
		<OutcomeRow {...(answered && {outcome: answered.outcome})}>
			{isTitled ? (
				<Words fit={fit}>{title}</Words>
			) : (
				!children && <Words fit={fit}>{answered.answer}</Words>
			)}
			{children}
		</OutcomeRow>
	);
}

/** The word for an outcome, with its sign where there is room; what belongs to it is set beside. */
export function OutcomeRow({outcome, children}: {outcome?: Outcome; children: ReactNode}) {
	const isSigned = useHasRail();
	const [word, tone] = outcome ? words[outcome] : ['...', 'dim' as const];
	const sign = isSigned ? `${outcome ? signs.outcomes[outcome] : ' '} ` : '';

	return (
		<Indent by={sign.length + 9} marker={<Words tone={tone}>{`${sign}${word}`}</Words>}>
			{children}
		</Indent>
	);
}
