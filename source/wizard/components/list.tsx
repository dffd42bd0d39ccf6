import {Box} from 'ink';
import {useCallback, useLayoutEffect, useMemo, useRef} from 'react';
import stringWidth from 'string-width';
import {charactersOf} from '../../output/break-line.ts';
import {fitText} from '../../output/fit-text.ts';
import {createFinder, filterOptions} from '../../run/choice.ts';
import {count} from '../../text.ts';
import {Hints} from './hints.tsx';
import {useListLayout} from './list-layout.ts';
import {ListRow} from './list-row.tsx';
import {
	filteredBy,
	type ListItem,
	type ListState,
	type ListVerb,
	mostNumbered,
	moveInList,
	type Visible,
	withNumbered,
} from './list-state.ts';
import {Question} from './question.tsx';
import {signs} from './signs.ts';
import {tooSmall} from './too-small.tsx';
import {useLatestState} from './use-latest-state.ts';
import {useListKeys} from './use-list-keys.ts';
import {useWidth} from './width.ts';
import {Words} from './words.tsx';

type Props<Item extends ListItem> = {
	question: string;
	/** Stands above the question, whole where there is room for it. */
	note?: string | null;
	items: readonly Item[];
	/** The items that a text leaves, and what else it can be read as. */
	find?(typed: string): readonly Item[];
	/** What is counted under a filter: `state machine`. Absent: letters do not filter. */
	filterFor?: string;
	/** More items are on their way: they come after those that are there. */
	isArriving?: boolean;
	/** What else can be typed or pasted where the filter is. */
	alsoTakes?: string;
	initialFilter?: string;
	/** The key of the item that Enter takes at once. */
	initialKey?: string | null;
	canGoBack: boolean;
	/** Escape leaves, where there is no filter to clear. */
	leavesOnEscape?: boolean;
	onPick(item: Item): void;
	onBack(): void;
	onQuit(): void;
	onPaste?(text: string): void;
	/** `?` pressed. */
	onExplain?(): void;
};

/** A list to pick from. Only the rows around the cursor are painted, so thousands of items stay fast. */
export function List<Item extends ListItem>(props: Props<Item>) {
	const {items, filterFor, question, note = null, initialKey = null} = props;
	const ownFind = useMemo(() => createFinder(items), [items]);
	const foundBy = props.find ?? ownFind;
	const all = useMemo(() => filterOptions(items, '').slice(0, mostNumbered), [items]);
	const numbers = useMemo(() => new Map(all.map(({key}, index) => [key, `${index + 1}.`])), [all]);
	const find = useCallback(
		(typed: string) => withNumbered(foundBy(typed), typed, all),
		[foundBy, all],
	);
	const {columns} = useWidth();
	const isShort = filterFor === undefined;
	const [state, read, write] = useLatestState(() => beginning(props, find));
	const visible = useMemo(() => find(state.filter), [find, state.filter]);
	const numberWidth = String(all.length).length;
	const shown = useRef({filter: state.filter, visible});
	useLayoutEffect(() => {
		const {filter, visible: before} = shown.current;
		shown.current = {filter: state.filter, visible};

		// What is chosen stays chosen where more has come before it.
		if (before !== visible && filter === state.filter) {
			const {cursor} = read();
			const key = before[cursor]?.key;
			const now = visible.findIndex(item => item.key === key);

			if (now === -1 || now !== cursor) {
				write(now === -1 ? filteredBy(filter, find, initialKey) : {...read(), cursor: now});
			}
		}
	});
	const {noteRows, height, labelWidth, from, to, isPart, isTooSmall} = useListLayout(visible, {
		cursor: state.cursor,
		question,
		note,
		isShort,
		margin: numberWidth + 4,
	});
	const move = (verb: ListVerb) => write(moveInList(read(), verb, find, initialKey));

	const onTab = items.find(({shortcut}) => shortcut === 'Tab');

	useListKeys({
		isActive: !isTooSmall,
		isFilterable: !isShort,
		hasFilter: () => read().filter !== '',
		page: height,
		onVerb: move,
		onPick() {
			const item = find(read().filter)[read().cursor];

			if (item) {
				props.onPick(item);
			}
		},
		onBack: () =>
			read().filter === '' ? props.onBack() : move({verb: 'edit', edit: {verb: 'clear'}}),
		onQuit: props.onQuit,
		...(props.onPaste && {onPaste: props.onPaste}),
		...(onTab && {onTab: () => props.onPick(onTab)}),
		...(props.onExplain && {onExplain: props.onExplain}),
	});

	const marks = useMemo(
		() => (state.filter.includes('\n') ? [] : state.filter.split(' ').filter(Boolean)),
		[state.filter],
	);

	if (isTooSmall) {
		return <Words>{tooSmall}</Words>;
	}

	return (
		<Box flexDirection="column">
			{note && (
				<Box maxHeight={noteRows} overflow="hidden">
					<Words>{firstRows(fitText(note, columns), noteRows).join('\n')}</Words>
				</Box>
			)}
			<Question>{question}</Question>
			{filterFor && <FilterRow state={state} filterFor={filterFor} visible={visible} {...props} />}
			<Box flexDirection="column" aria-role="list">
				{visible.slice(from, to).map((item, index) => (
					<ListRow
						key={item.key}
						item={item}
						number={
							item.key === 'typed' ? '' : (numbers.get(item.key) ?? '').padEnd(numberWidth + 1)
						}
						isChosen={from + index === state.cursor}
						labelWidth={labelWidth}
						marks={marks}
						isShort={isShort}
						{...(from > 0 && index === 0 && {more: signs.more[0]})}
						{...(to < visible.length && from + index === to - 1 && {more: signs.more[1]})}
					/>
				))}
			</Box>
			{isPart && (
				<Words tone="warning">{`... ${visible.length - (to - from)} more: Up/Down`}</Words>
			)}
			<Hints
				keys={hintsOf(props, {
					isLong: to - from < visible.length,
					length: visible.length,
					hasFilter: state.filter !== '',
				})}
			/>
		</Box>
	);
}

function beginning<Item extends ListItem>(
	{initialFilter = '', initialKey = null}: Pick<Props<Item>, 'initialFilter' | 'initialKey'>,
	find: Visible,
): ListState {
	const cursor = find(initialFilter).findIndex(({key}) => key === initialKey);
	const begun = filteredBy(initialFilter, find);
	return cursor === -1 ? begun : {...begun, cursor};
}

/** What is left out is said: a sentence that ends early says something else. */
const firstRows = (rows: readonly string[], shown: number): readonly string[] =>
	rows.length <= shown ? rows : [...rows.slice(0, shown - 1), '... the rest needs a larger window'];

const longestShown = 40;

function FilterRow({
	state: {filter, at},
	filterFor,
	alsoTakes,
	visible,
	isArriving = false,
}: {
	state: ListState;
	filterFor: string;
	alsoTakes?: string;
	isArriving?: boolean;
	visible: readonly ListItem[];
}) {
	const found = useMemo(
		() => visible.filter(({isFixed, key}) => !isFixed && key !== 'typed').length,
		[visible],
	);
	const {columns} = useWidth();
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

	return <Words fit="cut">{stringWidth(whole) <= columns ? whole : row}</Words>;
}

type Shown = {isLong: boolean; length: number; hasFilter: boolean};

function hintsOf(
	{
		filterFor,
		canGoBack,
		leavesOnEscape = false,
		onExplain,
		items,
	}: Pick<Props<ListItem>, 'filterFor' | 'canGoBack' | 'leavesOnEscape' | 'onExplain' | 'items'>,
	{isLong, length, hasFilter}: Shown,
): string[] {
	const isFilterable = filterFor !== undefined;

	return [
		...(isLong ? ['PgUp/PgDn'] : []),
		isFilterable ? 'Up/Down' : `1-${Math.min(9, length)}, Up/Down`,
		'Enter to choose',
		...(items.some(({shortcut}) => shortcut) ? ['Tab account'] : []),
		...(onExplain ? ['? explain'] : []),
		...(hasFilter ? ['Esc clear filter'] : canGoBack ? ['Esc back'] : []),
		`${leavesOnEscape && !hasFilter ? 'Esc, ' : ''}${isFilterable ? 'Ctrl-C' : 'q'} leave`,
	];
}
