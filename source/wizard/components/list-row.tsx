import {Box, useIsScreenReaderEnabled} from 'ink';
import {memo} from 'react';
import {Indent} from './indent.tsx';
import {itemRows} from './list-layout.ts';
import type {ListItem} from './list-state.ts';
import {markerOf} from './list-words.ts';
import {useWidth} from './width.ts';
import {Words} from './words.tsx';

type Props = {
	item: ListItem;
	/** By which it can be chosen, aligned; blank or empty where it has none. */
	number: string;
	/** A short list, of which nothing is cut. */
	isShort: boolean;
	isChosen: boolean;
	/** The columns of the labels: what follows them is aligned, and stands below a label that is wider. */
	labelWidth: number;
	/** The sign that the list goes on above or below it. */
	more?: string;
	/** What was typed to find it. */
	marks: readonly string[];
};

/** A key changes two rows: the others stay as they are. */
export const ListRow = memo(function ListRow({
	item,
	number,
	isShort,
	isChosen,
	labelWidth,
	more,
	marks,
}: Props) {
	const isRead = useIsScreenReaderEnabled();
	const {columns} = useWidth();
	const marker = markerOf({number, isChosen, isRead, ...(more && {more})});
	const {rows, hint} = itemRows(item, {
		columns: Math.max(1, columns - marker.length),
		labelWidth,
		isChosen,
		isShort,
	});

	return (
		<Box aria-role="listitem" aria-state={{selected: isChosen}}>
			<Indent
				by={marker.length}
				marker={<Words tone={isChosen ? 'accent' : 'plain'}>{marker.trimEnd()}</Words>}
			>
				{rows.map(row => (
					<Words key={row} tone={isChosen ? 'strong' : 'plain'} marks={marks} fit="exact">
						{row}
					</Words>
				))}
				{hint.map(row => (
					<Words key={row} fit="exact">
						{row}
					</Words>
				))}
			</Indent>
		</Box>
	);
});
