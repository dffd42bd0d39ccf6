import process from 'node:process';
import stringWidth from 'string-width';
import {fitText} from '../output/fit-text.ts';
import {styleFor} from '../output/plain/page.ts';
import {printable} from '../output/sanitise.ts';
import {type Choice, filterOptions} from '../run/choice.ts';
import {
	type FrameSize,
	hasRoomForRail,
	marginIn,
	sizeOf,
	tooSmallIn,
	widestReadable,
} from './components/frame-size.ts';
import {itemRows, labelWidthOf, layOutList} from './components/list-layout.ts';
import {filteredBy, mostNumbered} from './components/list-state.ts';
import {
	filterRow,
	firstRows,
	keysRow,
	listKeys,
	markerOf,
	moreOf,
	numberOf,
} from './components/list-words.ts';
import {type Color, type Look, looks} from './components/look.ts';
import {signs} from './components/signs.ts';
import {type PaintedFrame, reflows, upAndErased} from './window.ts';

/*
 * Ink, React and Yoga take three times as long to load as everything that the first frame says. So that frame is painted
 * without them, row for row as they draw it, and they take its place. What is typed meanwhile waits in the terminal.
 */

type Format = 'bold' | 'dim' | Color;

type Piece = {text: string; look?: Look | 'rail'};

export type FirstFrame = readonly (readonly Piece[])[];

type Streams = {
	stdin: {setRawMode?(isRaw: boolean): unknown};
	stdout: {write(text: string): unknown} & Partial<FrameSize>;
};

/** Of a list as it is before a key was pressed. */
export function listFrame(
	{text: question, note, options, filterFor, preselected}: Choice<unknown>,
	{leavesOnEscape, ...size}: FrameSize & {leavesOnEscape: boolean},
): FirstFrame {
	const columns = Math.min(size.columns, widestReadable);
	const visible = filterOptions(options, '');
	const isShort = filterFor === null;
	const numberWidth = String(Math.min(visible.length, mostNumbered)).length;
	const margin = numberWidth + 4;
	const state = filteredBy('', () => visible, preselected);
	const labelWidth = labelWidthOf(visible, columns - margin);
	const {noteRows, from, to, isPart, isTooSmall} = layOutList(visible, {
		...{cursor: state.cursor, question, note, isShort, margin, labelWidth},
		...{columns, rows: size.rows, accountRows: 0},
	});

	const rowsOf = (rows: readonly string[], look: Look = 'plain'): Piece[][] =>
		rows.map(text => [{text, look}]);
	const gap = rowsOf(Array.from({length: marginIn(size.rows)}, () => ''));

	if (isTooSmall) {
		return [...gap, ...rowsOf(fitText(tooSmallIn(size), columns))];
	}

	const items = visible.slice(from, to).flatMap((item, at) => {
		const index = from + at;
		const isChosen = index === state.cursor;
		const number =
			index < mostNumbered ? numberOf(index, numberWidth) : ' '.repeat(numberWidth + 1);
		const marker = markerOf({
			...{number, isChosen, isRead: false},
			...moreOf(index, {from, to}, visible.length),
		});
		const layout = {columns: Math.max(1, columns - marker.length), labelWidth, isChosen, isShort};
		const {rows, hint} = itemRows(item, layout);

		return [...rows, ...hint].map((text, row): Piece[] => [
			row === 0
				? {text: marker, look: isChosen ? 'accent' : 'plain'}
				: {text: ' '.repeat(marker.length)},
			{text, look: isChosen && row < rows.length ? 'strong' : 'plain'},
		]);
	});
	const keys = listKeys(
		{isFilterable: !isShort, canGoBack: false, leavesOnEscape, isExplainable: true, hasTab: false},
		{isLong: to - from < visible.length, length: visible.length, hasFilter: false},
	);

	return [
		...gap,
		...rowsOf(note === null ? [] : firstRows(note, noteRows, columns)),
		...rowsOf(fitText(question, columns), 'strong'),
		...rowsOf(filterFor === null ? [] : [filterRow(state, {filterFor, visible, columns})]),
		...items,
		...rowsOf(isPart ? [`... ${visible.length - (to - from)} more: Up/Down`] : [], 'warning'),
		...rowsOf([keysRow(keys, columns)], 'dim'),
	];
}

/** Of what is waited for before anything can be asked. */
export function waitingFrame(what: string, size: FrameSize): FirstFrame {
	const hasRail = hasRoomForRail(size.columns);
	const columns = Math.min(size.columns, widestReadable) - (hasRail ? 2 : 0);
	const onRail = (text: string, look: Piece['look'] = 'rail'): Piece[] =>
		hasRail ? [{text, look}] : [];

	return [
		...Array.from({length: marginIn(size.rows)}, () => onRail(signs.rail)),
		...fitText(printable(`${what} ... 0 s`), columns).map(text => [
			...onRail(`${signs.rail} `),
			{text},
		]),
		[...onRail(`${signs.end} `, 'accent'), {text: keysRow(['Ctrl-C leave'], columns), look: 'dim'}],
	];
}

/** A screen reader reads out what Ink says to it; null where nothing is painted. */
export function paintFirst(
	frameIn: (size: FrameSize) => FirstFrame,
	{stdin, stdout}: Streams,
	colour: boolean,
): PaintedFrame | null {
	if (process.env.INK_SCREEN_READER === 'true') {
		return null;
	}

	const frame = frameIn(sizeOf(stdout));
	const style = styleFor({isTTY: true, noColor: !colour, env: process.env});
	const paint = ({text, look = 'plain'}: Piece): string => style(formatsOf(look), text);
	// A key is not to be echoed below the frame; Ink reads it.
	stdin.setRawMode?.(true);
	stdout.write(frame.map(row => `${row.map(paint).join('')}\n`).join(''));
	const widths = frame.map(row => stringWidth(row.map(({text}) => text).join('')));
	let isThere = true;
	const erase = () => {
		if (isThere) {
			isThere = false;
			process.off('SIGINT', erase);
			stdout.write(upAndErased(rowsOnScreen(widths, sizeOf(stdout).columns)));
		}
	};
	// Ctrl-C that was pressed before the terminal was raw: what is said of it takes the place of the frame.
	process.prependOnceListener('SIGINT', erase);

	return {erase};
}

/** A row that has become wider than the window takes more than one where the terminal wraps it. */
const rowsOnScreen = (widths: readonly number[], columns: number): number =>
	widths.reduce((sum, width) => sum + (reflows ? Math.max(1, Math.ceil(width / columns)) : 1), 0);

function formatsOf(look: Look | 'rail'): Format[] {
	if (look === 'rail') {
		return ['cyan'];
	}

	const {bold, dimColor, color} = looks[look];
	return [
		...(bold ? (['bold'] as const) : []),
		...(dimColor ? (['dim'] as const) : []),
		...(color ? [color] : []),
	];
}
