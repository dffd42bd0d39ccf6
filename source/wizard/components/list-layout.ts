import stringWidth from 'string-width';
import {type ListItem, windowOf} from './list-state.ts';
import {useRowsAbove, useRowsOf} from './question.tsx';
import {useSize} from './use-window.ts';
import {useWidth} from './width.ts';

/** Of what a choice answers to: without them it is not asked. */
const fewestNoteRows = 3;

type Asked = {
	cursor: number;
	question: string;
	note: string | null;
	isShort: boolean;
	margin: number;
};

export const textOf = ({label, detail}: ListItem): string =>
	`${label}${detail ? `  ${detail}` : ''}`;

/**
 * What of a list stands on the screen. A short one answers to its note: what is chosen is there whole, then
 * the note, then as many of the others as fit. Where not even that fits, nothing is asked.
 */
export function useListLayout(
	visible: readonly ListItem[],
	{cursor, question, note, isShort, margin}: Asked,
) {
	const {rows} = useSize();
	const {columns} = useWidth();
	const rowsOf = useRowsOf();
	const free = rows - useRowsAbove(question) - (isShort ? 2 : 4);
	const heightOf = (item: ListItem, isChosen: boolean): number =>
		isChosen || isShort || stringWidth(item.label) > columns - margin
			? rowsOf(textOf(item), margin) + (isChosen && item.hint ? rowsOf(item.hint, margin + 2) : 0)
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
	const isPart = isShort && whole.to - whole.from < visible.length;

	return {
		noteRows,
		height,
		isPart,
		// One row says that there are more.
		...(isPart ? windowIn(height - 1) : whole),
		// A longer one leaves a row free where there is room for it.
		isTooSmall: isShort
			? chosenRows > height || noteRows < Math.min(noteNeeds, fewestNoteRows)
			: chosenRows > free + 1 - noteRows,
	};
}
