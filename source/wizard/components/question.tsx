import stringWidth from 'string-width';
import {wrapText} from '../../output/wrap-text.ts';
import {useAccountRows} from './account-line.tsx';
import {useWidth} from './width.ts';
import {Words} from './words.tsx';

/** What is asked, in as many rows as it takes. */
export const Question = ({children}: {children: string}) => <Words tone="strong">{children}</Words>;

/** How many rows a text takes that is moved in by some columns: a word longer than the width is broken. */
export function useRowsOf(): (text: string, dent?: number) => number {
	const {columns} = useWidth();

	return (text, dent = 0) => {
		const width = Math.max(1, columns - dent);
		return wrapText(text, width)
			.map(line => Math.max(1, Math.ceil(stringWidth(line) / width)))
			.reduce((sum, rows) => sum + rows, 0);
	};
}

/** The rows of the frame that its margin, the account and the question take. */
export function useRowsAbove(question: string): number {
	return 1 + useAccountRows() + useRowsOf()(question);
}
