import {Box, useIsScreenReaderEnabled, useWindowSize} from 'ink';
import {useMemo} from 'react';
import {filterOptions} from '../../run/choice.ts';
import {count} from '../../text.ts';
import {Hints} from './hints.tsx';
import {type ListItem, type ListVerb, moveInList, windowOf} from './list-state.ts';
import {Question, useRowsAbove} from './question.tsx';
import {useLatestState} from './use-latest-state.ts';
import {useListKeys} from './use-list-keys.ts';
import {Words} from './words.tsx';

type Props<Item extends ListItem> = {
	question: string;
	/** Stands in a row of its own above the question. */
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
};

/** A list to pick from. Only the rows around the cursor are painted, so thousands of items stay fast. */
export function List<Item extends ListItem>(props: Props<Item>) {
	const {items, filterFor, question, note = null} = props;
	const {rows} = useWindowSize();
	const rowsAbove = useRowsAbove(question) + (note ? 1 : 0) + (filterFor ? 1 : 0);
	const height = Math.max(3, rows - 1 - rowsAbove - 2);
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
	});

	const found = visible.filter(({isFixed}) => !isFixed).length;

	return (
		<Box flexDirection="column">
			{note && (
				<Words tone="warning" fit="cut">
					{note}
				</Words>
			)}
			<Question>{question}</Question>
			{filterFor && (
				<Words fit="cut">{`Type to filter: ${state.filter}_  (${count(found, filterFor)})`}</Words>
			)}
			<Box flexDirection="column" aria-role="list">
				{visible.slice(from, to).map((item, index) => (
					<Row key={item.key} item={item} isChosen={from + index === state.cursor} />
				))}
			</Box>
			<Hints keys={hintsOf(filterFor !== undefined, to - from < visible.length, props.canGoBack)} />
		</Box>
	);
}

const hintsOf = (isFilterable: boolean, isLong: boolean, canGoBack: boolean): string[] => [
	isLong ? 'Up/Down, PgUp/PgDn to move' : 'Up/Down to move',
	'Enter to choose',
	...(canGoBack ? [isFilterable ? 'Esc back' : 'b back'] : []),
	isFilterable ? 'Ctrl-C leave' : 'q leave',
];

function Row({item, isChosen}: {item: ListItem; isChosen: boolean}) {
	const isRead = useIsScreenReaderEnabled();
	const pointer = isRead ? '' : isChosen ? '> ' : '  ';

	return (
		<Box aria-role="listitem" aria-state={{selected: isChosen}}>
			<Words tone={isChosen ? 'strong' : 'plain'} fit="cut">
				{`${pointer}${item.label}${item.detail ? `  ${item.detail}` : ''}`}
			</Words>
		</Box>
	);
}
