import stringWidth from 'string-width';
import {charactersOf} from '../../output/break-line.ts';
import {cutText, fitText} from '../../output/fit-text.ts';
import {count} from '../../text.ts';
import type {ListItem, ListState} from './list-state.ts';
import {signs} from './signs.ts';

/** So many rows of a text. What is left out is said: a sentence that ends early says something else. */
export function firstRows(text: string, shown: number, columns: number): string[] {
	const rows = fitText(text, columns);

	return rows.length <= shown || shown === 0
		? rows.slice(0, shown)
		: [...rows.slice(0, shown - 1), cutText('... the rest needs a larger window', columns)];
}

/** The numbers of a list, aligned. */
export const numberOf = (index: number, width: number): string => `${index + 1}.`.padEnd(width + 1);

type Marked = {number: string; isChosen: boolean; more?: string; isRead: boolean};

/** What stands before an item. A screen reader says by itself which one is chosen. */
export const markerOf = ({number, isChosen, more = ' ', isRead}: Marked): string =>
	`${isRead ? '' : isChosen ? '> ' : `${more} `}${number}${number && ' '}`;

/** The sign of an item that the list goes on above or below it. */
export function moreOf(index: number, {from, to}: {from: number; to: number}, length: number) {
	if (from > 0 && index === from) {
		return {more: signs.more[0]};
	}

	return to < length && index === to - 1 ? {more: signs.more[1]} : {};
}

const longestShown = 40;

type Filter = {
	filterFor: string;
	alsoTakes?: string;
	isArriving?: boolean;
	visible: readonly ListItem[];
	columns: number;
};

/** What was typed, and how much it leaves. */
export function filterRow(
	{filter, at}: Pick<ListState, 'filter' | 'at'>,
	{filterFor, alsoTakes, isArriving = false, visible, columns}: Filter,
): string {
	const found = visible.filter(({isFixed, key}) => !isFixed && key !== 'typed').length;
	const arriving = isArriving ? ' so far, listing more' : '';
	const none =
		filter === '' || visible.some(({key}) => key === 'typed')
			? ''
			: /^(?:https?:|arn:)/.test(filter)
				? `it names no ${filterFor}`
				: `no ${filterFor} matches`;
	const counted = found > 0 || isArriving ? `${count(found, filterFor)}${arriving}` : none;
	const beside = counted && `  (${counted})`;
	const room = Math.max(8, Math.min(longestShown, columns - 20 - beside.length));
	const isLong = filter.length > room || filter.includes('\n');
	const typed = isLong
		? `${charactersOf(filter.slice(0, longestShown)).slice(0, room).join('').replaceAll('\n', ' ')}...`
		: `${filter.slice(0, at)}_${filter.slice(at)}`;
	const row = `Type to filter: ${typed}${beside}`;
	const whole = filter === '' && alsoTakes ? `${row}  or ${alsoTakes}` : row;

	return stringWidth(whole) <= columns ? whole : cutText(row, columns);
}

type Answers = {
	isFilterable: boolean;
	canGoBack: boolean;
	leavesOnEscape: boolean;
	isExplainable: boolean;
	hasTab: boolean;
};
type Shown = {isLong: boolean; length: number; hasFilter: boolean};

/** Which keys a list takes. */
export const listKeys = (
	{isFilterable, canGoBack, leavesOnEscape, isExplainable, hasTab}: Answers,
	{isLong, length, hasFilter}: Shown,
): string[] => [
	...(isLong ? ['PgUp/PgDn'] : []),
	isFilterable ? 'Up/Down' : `1-${Math.min(9, length)}, Up/Down`,
	'Enter to choose',
	...(hasTab ? ['Tab account'] : []),
	...(isExplainable ? ['? explain'] : []),
	...(hasFilter ? ['Esc clear filter'] : canGoBack ? ['Esc back'] : []),
	`${leavesOnEscape && !hasFilter ? 'Esc, ' : ''}${isFilterable ? 'Ctrl-C' : 'q'} leave`,
];

/** Which keys do what, in one row. Where it is too narrow, how to get out is kept first, then what Enter does, then the last. */
export function keysRow(keys: readonly string[], columns: number): string {
	const rowOf = (kept: readonly string[]) => keys.filter(key => kept.includes(key)).join(' · ');
	const kept = keys.slice(-1);

	for (const key of [...keys.filter(each => /\bEnter\b/.test(each)), ...keys.toReversed()]) {
		if (rowOf([...kept, key]).length <= columns) {
			kept.push(key);
		}
	}

	return cutText(rowOf(kept), columns);
}
