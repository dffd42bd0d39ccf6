import {Box} from 'ink';
import {useCallback, useLayoutEffect, useMemo, useRef} from 'react';
import {createFinder, filterOptions} from '../../run/choice.ts';
import {useAccountRows} from './account-line.tsx';
import {Hints} from './hints.tsx';
import {labelWidthOf, layOutList} from './list-layout.ts';
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
import {filterRow, firstRows, listKeys, moreOf, numberOf} from './list-words.ts';
import {Question} from './question.tsx';
import {TooSmallNotice} from './too-small.tsx';
import {useLatestState} from './use-latest-state.ts';
import {useListKeys} from './use-list-keys.ts';
import {useSize} from './use-window.ts';
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
	const numberWidth = String(all.length).length;
	const numbers = useMemo(
		() => new Map(all.map(({key}, index) => [key, numberOf(index, numberWidth)])),
		[all, numberWidth],
	);
	const find = useCallback(
		(typed: string) => withNumbered(foundBy(typed), typed, all),
		[foundBy, all],
	);
	const {columns} = useWidth();
	const {rows} = useSize();
	const accountRows = useAccountRows();
	const isShort = filterFor === undefined;
	const [state, read, write] = useLatestState(() => beginning(props, find));
	const visible = useMemo(() => find(state.filter), [find, state.filter]);
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
	const margin = numberWidth + 4;
	const labelWidth = useMemo(
		() => labelWidthOf(visible, columns - margin),
		[visible, columns, margin],
	);
	const {noteRows, height, from, to, isPart, isTooSmall} = layOutList(visible, {
		...{cursor: state.cursor, question, note, isShort, margin, labelWidth},
		...{columns, rows, accountRows},
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
		return <TooSmallNotice />;
	}

	return (
		<Box flexDirection="column">
			{note && noteRows > 0 && (
				<Words fit="exact">{firstRows(note, noteRows, columns).join('\n')}</Words>
			)}
			<Question>{question}</Question>
			{filterFor && (
				<Words fit="cut">{filterRow(state, {...props, filterFor, visible, columns})}</Words>
			)}
			<Box flexDirection="column" aria-role="list">
				{visible.slice(from, to).map((item, index) => (
					<ListRow
						key={item.key}
						item={item}
						number={
							item.key === 'typed' ? '' : (numbers.get(item.key) ?? ' '.repeat(numberWidth + 1))
						}
						isChosen={from + index === state.cursor}
						labelWidth={labelWidth}
						marks={marks}
						isShort={isShort}
						{...moreOf(from + index, {from, to}, visible.length)}
					/>
				))}
			</Box>
			{isPart && (
				<Words tone="warning">{`... ${visible.length - (to - from)} more: Up/Down`}</Words>
			)}
			<Hints
				keys={listKeys(
					{
						isFilterable: !isShort,
						canGoBack: props.canGoBack,
						leavesOnEscape: props.leavesOnEscape ?? false,
						isExplainable: props.onExplain !== undefined,
						hasTab: onTab !== undefined,
					},
					{
						isLong: to - from < visible.length,
						length: visible.length,
						hasFilter: state.filter !== '',
					},
				)}
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
