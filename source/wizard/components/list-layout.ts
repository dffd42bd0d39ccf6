import stringWidth from 'string-width';
import {type ListItem, windowOf} from './list-state.ts';
import {useRowsAbove, useRowsOf} from './question.tsx';
import {useSize} from './use-window.ts';
import {useWidth} from './width.ts';

/** Of what a choice answers to: without them it is not asked. */
const fewestNoteRows = 3;

type Asked = {cursor: number; question: string; note: string | null; isNumbered: boolean};

export const textOf = ({label, detail}: ListItem): string =>
	`${label}${detail ? `  ${detail}` : ''}`;

/**
 * What of a list stands on the screen. A short one, by number, answers to its note: what is chosen is there whole, then
 * the note, then as many of the others as fit. Where not even that fits, nothing is asked.
 */
export function useListLayout(
	visible: readonly ListItem[],
	{cursor, question, note, isNumbered}: Asked,
) {
	const {rows} = useSize();
	const {columns} = useWidth();
	const rowsOf = useRowsOf();
	const free = rows - useRowsAbove(question) - (isNumbered ? 2 : 4);
	const heightOf = (item: ListItem, isChosen: boolean): number =>
		isChosen || isNumbered || stringWidth(item.label) > columns - 2
			? rowsOf(textOf(item), isNumbered ? 5 : 2) +
				(isChosen && item.hint ? rowsOf(item.hint, 7) : 0)
			: 1;
	const chosen = visible[cursor];
	const chosenRows = chosen ? heightOf(chosen, true) : 1;
	const noteNeeds = note ? rowsOf(note) : 0;
	const besideNote = free - chosenRows - (visible.length > 1 ? 1 : 0);
	const noteRows = Math.min(noteNeeds, Math.max(0, besideNote));
	const height = Math.max(1, free - noteRows);
	const windowIn = (height: number) =>
		windowOf(visible.length, cursor, height, index => {
			const item = visible[index];
			return item ? heightOf(item, index === cursor) : 1;
		});
	const whole = windowIn(height);
	const isPart = isNumbered && whole.to - whole.from < visible.length;

	return {
		noteRows,
		height,
		isPart,
		// One row says that there are more.
		...(isPart ? windowIn(height - 1) : whole),
		isTooSmall:
			isNumbered && (chosenRows > height || noteRows < Math.min(noteNeeds, fewestNoteRows)),
	};
}
