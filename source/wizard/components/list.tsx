import {Box, useIsScreenReaderEnabled, useWindowSize} from 'ink';
import {useMemo} from 'react';
import {filterOptions} from '../../run/choice.ts';
import {count} from '../../text.ts';
import {Hints} from './hints.tsx';
import {Indent} from './indent.tsx';
import {type ListItem, type ListVerb, moveInList, windowOf} from './list-state.ts';
import {Question, useRowsAbove, useRowsOf} from './question.tsx';
import {useLatestState} from './use-latest-state.ts';
import {useListKeys} from './use-list-keys.ts';
import {useWidth} from './width.ts';
import {Words} from './words.tsx';

type Props<Item extends ListItem> = {
	question: string;
	/** Stands above the question, whole where there is room for it. */
	note?: string | null;
	items: readonly Item[];
	/** What is counted under a filter: `state machine`. Absent: letters do not filter. */
	filterFor?: string;
	initialFilter?: string;
	canGoBack: boolean;
	onPick(item: Item): void;
	onBack(): void;
	onQuit(): void;
	onPaste?(text: string): void;
	/** `?` pressed. */
	onExplain?(): void;
};

/** A list to pick from. Only the rows around the cursor are painted, so thousands of items stay fast. */
export function List<Item extends ListItem>(props: Props<Item>) {
	const {items, filterFor, question, note = null} = props;
	const {rows} = useWindowSize();
	const rowsOf = useRowsOf();
	const rowsBeside = useRowsAbove(question) + (filterFor ? 1 : 0) + 3;
	const mostRows = Math.max(1, rows - rowsBeside - Math.min(items.length, 3));
	const noteRows = note ? Math.min(rowsOf(note), mostRows) : 0;
	const height = Math.max(3, rows - rowsBeside - noteRows);
	const [state, read, write] = useLatestState({filter: props.initialFilter ?? '', cursor: 0});
	const visible = useMemo(() => filterOptions(items, state.filter), [items, state.filter]);
	const {from, to} = windowOf(visible.length, state.cursor, height);

	const move = (verb: ListVerb) => {
		const {length} = filterOptions(items, read().filter);
		write(moveInList(read(), verb, length));
	};

	useListKeys({
		isFilterable: filterFor !== undefined,
		page: height,
		onVerb: move,
		onPick() {
			const item = filterOptions(items, read().filter)[read().cursor];

			if (item) {
				props.onPick(item);
			}
		},
		onBack: () => (read().filter === '' ? props.onBack() : move({verb: 'clear'})),
		onQuit: props.onQuit,
		...(props.onPaste && {onPaste: props.onPaste}),
		...(props.onExplain && {onExplain: props.onExplain}),
	});

	const rowsOfItem = (item: ListItem) => rowsOf(`  ${textOf(item)}`);
	const [chosen] = visible.slice(state.cursor, state.cursor + 1);
	const isWhole =
		filterFor === undefined &&
		visible.map(rowsOfItem).reduce((sum, each) => sum + each, 0) +
			(chosen?.hint ? rowsOf(`    ${chosen.hint}`) : 0) <=
			height;
	const found = visible.filter(({isFixed}) => !isFixed).length;

	return (
		<Box flexDirection="column">
			{note && (
				<Box maxHeight={noteRows} overflow="hidden">
					<Words tone="warning">{note}</Words>
				</Box>
			)}
			<Question>{question}</Question>
			{filterFor && (
				<Words fit="cut">{`Type to filter: ${state.filter}_  (${count(found, filterFor)})`}</Words>
			)}
			<Box flexDirection="column" aria-role="list">
				{visible.slice(from, to).map((item, index) => (
					<Row
						key={item.key}
						item={item}
						isChosen={from + index === state.cursor}
						rowsLeft={height - (to - from - 1)}
						fit={isWhole ? 'wrap' : 'cut'}
					/>
				))}
			</Box>
			<Hints keys={hintsOf(props, to - from < visible.length)} />
		</Box>
	);
}

const hintsOf = (
	{filterFor, canGoBack, onExplain}: Pick<Props<ListItem>, 'filterFor' | 'canGoBack' | 'onExplain'>,
	isLong: boolean,
): string[] => [
	isLong ? 'Up/Down, PgUp/PgDn to move' : 'Up/Down to move',
	'Enter to choose',
	...(onExplain ? ['? explain'] : []),
	...(canGoBack ? [filterFor === undefined ? 'b back' : 'Esc back'] : []),
	filterFor === undefined ? 'q leave' : 'Ctrl-C leave',
];

const textOf = ({label, detail}: ListItem): string => `${label}${detail ? `  ${detail}` : ''}`;

type RowProps = {
	item: ListItem;
	isChosen: boolean;
	/** The rows that the chosen one can take. */
	rowsLeft: number;
	fit: 'wrap' | 'cut';
};

/** What is chosen is never cut where there is room for it. */
function Row({item, isChosen, rowsLeft, fit}: RowProps) {
	const isRead = useIsScreenReaderEnabled();
	const {columns} = useWidth();
	const isLong = textOf(item).length > columns - 2;
	const pointer = isRead ? '' : isChosen ? '>' : ' ';

	return (
		<Box
			aria-role="listitem"
			aria-state={{selected: isChosen}}
			{...(isChosen && {maxHeight: rowsLeft, overflow: 'hidden'})}
		>
			<Indent by={2} marker={<Words>{pointer}</Words>}>
				<Words
					tone={isChosen ? 'strong' : 'plain'}
					fit={isLong && isChosen ? 'wrap' : isLong ? fit : 'cut'}
				>
					{textOf(item)}
				</Words>
				{isChosen && item.hint && (
					<Indent by={2}>
						<Words>{item.hint}</Words>
					</Indent>
				)}
			</Indent>
		</Box>
	);
}
