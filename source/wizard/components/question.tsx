import {useWidth} from './width.ts';
import {Words} from './words.tsx';
import {wrapText} from './wrap-text.ts';

/** What is asked, in as many rows as it takes. */
export const Question = ({children}: {children: string}) => <Words tone="strong">{children}</Words>;

/** The rows of the frame that its margin, the account and the question take. */
export function useRowsAbove(question: string): number {
	const {columns} = useWidth();
	return 3 + wrapText(question, columns).length;
}
