import {useMemo} from 'react';
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

/** What stands beside the labels has so many columns where it needs them. */
const widestDetail = 30;

/** The columns of the labels. A longer one moves no other: what belongs to it stands below it. */
function labelWidthOf(items: readonly ListItem[], columns: number): number {
	const widest = (texts: ReadonlyArray<string | undefined>, limit: number) =>
		texts
			.map(text => (text ? stringWidth(text) : 0))
			.reduce((most, width) => (width > limit ? most : Math.max(most, width)), 0);
	const described = items.filter(({detail}) => detail);
	const details = described.map(({detail}) => detail);
	const beside = Math.min(widestDetail, widest(details, Number.POSITIVE_INFINITY));
	const limit = Math.max(Math.floor(columns / 2), columns - 2 - beside);
	return widest(
		described.map(({label}) => label),
		limit,
	);
}

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
	const labelWidth = useMemo(
		() => labelWidthOf(visible, columns - margin),
		[visible, columns, margin],
	);
	const heightOf = ({label, detail, hint}: ListItem, isChosen: boolean): number => {
		const isBeside = stringWidth(label) <= labelWidth;
		const detailRows = (dent: number) =>
			isChosen || isShort ? rowsOf(detail ?? '', margin + dent) : 1;

		return (
			(detail && isBeside ? detailRows(labelWidth + 2) : rowsOf(label, margin)) +
			(detail && !isBeside ? detailRows(2) : 0) +
			(isChosen && hint ? rowsOf(hint, margin + 2) : 0)
		);
	};
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
		labelWidth,
		isPart,
		// One row says that there are more.
		...(isPart ? windowIn(height - 1) : whole),
		// A longer one leaves a row free where there is room for it.
		isTooSmall: isShort
			? chosenRows > height || noteRows < Math.min(noteNeeds, fewestNoteRows)
			: chosenRows > free + 1 - noteRows,
	};
}
