import {Box} from 'ink';
import {fitText} from '../../output/fit-text.ts';
import {useAccountRows} from './account-line.tsx';
import {marginIn} from './frame-size.ts';
import {OnRail} from './rail.tsx';
import {signs} from './signs.ts';
import {useSize} from './use-window.ts';
import {useWidth} from './width.ts';
import {Words} from './words.tsx';

/** What is asked, in as many rows as it takes. */
export const Question = ({children}: {children: string}) => (
	<Box flexDirection="column">
		<OnRail>
			<Words tone="accent">{signs.active}</Words>
		</OnRail>
		<Words tone="strong">{children}</Words>
	</Box>
);

/** Why an answer is not taken. */
export const Fault = ({children}: {children: string}) => (
	<Box flexDirection="column">
		<OnRail>
			<Words tone="bad">{signs.outcomes.problem}</Words>
		</OnRail>
		<Words tone="bad">{children}</Words>
	</Box>
);

/** How many rows a text takes that is moved in by some columns. */
export function useRowsOf(): (text: string, dent?: number) => number {
	const {columns} = useWidth();

	return (text, dent = 0) => fitText(text, Math.max(1, columns - dent)).length;
}

/** The rows of the frame that its margin, the account and the question take. */
export function useRowsAbove(question: string): number {
	const {rows} = useSize();
	return marginIn(rows) + useAccountRows() + useRowsOf()(question);
}
