import stringWidth from 'string-width';
import {cutText, fitText} from '../../output/fit-text.ts';
import {printable} from '../../output/sanitise.ts';
import {type FrameSize, marginIn} from './frame-size.ts';
import {type ListItem, windowOf} from './list-state.ts';

/** Of what a choice answers to: without them it is not asked. */
const fewestNoteRows = 3;

type Asked = FrameSize & {
	cursor: number;
	question: string;
	note: string | null;
	/** A short list, of which nothing is cut. */
	isShort: boolean;
	/** The columns of what stands before a label. */
	margin: number;
	labelWidth: number;
	accountRows: number;
};

/** What stands beside the labels has so many columns where it needs them. */
const widestDetail = 30;

/** The columns of the labels. A longer one moves no other: what belongs to it stands below it. */
export function labelWidthOf(items: readonly ListItem[], columns: number): number {
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

type ItemLayout = {columns: number; labelWidth: number; isChosen: boolean; isShort: boolean};

export type ItemRows = {
	rows: string[];
	/** What it means to choose it, below. */
	hint: string[];
};

/** What stands beside the marker of an item. A name is never cut, and of what is chosen nothing is. */
export function itemRows(
	{label, detail, hint}: ListItem,
	{columns, labelWidth, isChosen, isShort}: ItemLayout,
): ItemRows {
	const name = printable(label);
	const width = stringWidth(name);
	const told = isChosen && hint ? indented(printable(hint), columns, 2) : [];

	if (!detail) {
		return {rows: fitText(name, columns), hint: told};
	}

	const isBeside = width <= labelWidth;
	const dent = isBeside ? labelWidth + 2 : 2;
	const more =
		isChosen || isShort
			? indented(printable(detail), columns, dent)
			: [' '.repeat(dent) + cutText(printable(detail), Math.max(1, columns - dent))];

	return {
		rows: isBeside
			? more.map((row, index) => (index === 0 ? name + row.slice(width) : row))
			: [...fitText(name, columns), ...more],
		hint: told,
	};
}

const indented = (text: string, columns: number, by: number): string[] =>
	fitText(text, Math.max(1, columns - by)).map(row => ' '.repeat(by) + row);

/**
 * What of a list stands on the screen. A short one answers to its note: what is chosen is there whole, then
 * the note, then as many of the others as fit. Where not even that fits, nothing is asked.
 */
export function layOutList(
	visible: readonly ListItem[],
	{cursor, question, note, isShort, margin, labelWidth, accountRows, columns, rows}: Asked,
) {
	const rowsOf = (text: string) => fitText(text, columns).length;
	const free = rows - marginIn(rows) - accountRows - rowsOf(question) - (isShort ? 2 : 4);
	const heightOf = (item: ListItem, isChosen: boolean): number => {
		const layout = {columns: Math.max(1, columns - margin), labelWidth, isChosen, isShort};
		const {rows, hint} = itemRows(item, layout);
		return rows.length + hint.length;
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
		isPart,
		// One row says that there are more.
		...(isPart ? windowIn(height - 1) : whole),
		// A longer one leaves a row free where there is room for it.
		isTooSmall: isShort
			? chosenRows > height || noteRows < Math.min(noteNeeds, fewestNoteRows)
			: chosenRows > free + 1 - noteRows,
	};
}
