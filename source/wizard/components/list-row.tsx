import {Box, useIsScreenReaderEnabled} from 'ink';
import {memo} from 'react';
import stringWidth from 'string-width';
import {Indent} from './indent.tsx';
import type {ListItem} from './list-state.ts';
import {useWidth} from './width.ts';
import {Words} from './words.tsx';

export const textOf = ({label, detail}: ListItem): string =>
	`${label}${detail ? `  ${detail}` : ''}`;

const alignedText = ({label, detail}: ListItem, labelWidth: number): string =>
	detail ? `${label}${' '.repeat(Math.max(0, labelWidth - stringWidth(label)))}  ${detail}` : label;

type Props = {
	item: ListItem;
	/** By which it can be chosen, aligned; blank or empty where it has none. */
	number: string;
	isChosen: boolean;
	/** The rows that the chosen one can take. */
	rowsLeft: number;
	/** The columns of the widest label beside it: what follows the labels is aligned. */
	labelWidth: number;
	/** What was typed to find it. */
	marks: readonly string[];
	fit: 'wrap' | 'cut';
};

/** What is chosen is never cut where there is room for it. A key changes two rows: the others stay as they are. */
export const ListRow = memo(function ListRow({
	item,
	number,
	isChosen,
	rowsLeft,
	labelWidth,
	marks,
	fit,
}: Props) {
	const isRead = useIsScreenReaderEnabled();
	const {columns} = useWidth();
	const marker = `${isRead ? '' : isChosen ? '> ' : '  '}${number}${number && ' '}`;
	const text = alignedText(item, labelWidth);
	const isLong = stringWidth(text) > columns - marker.length;
	const tone = isChosen ? 'accent' : 'plain';

	return (
		<Box
			aria-role="listitem"
			aria-state={{selected: isChosen}}
			{...(isChosen && {maxHeight: rowsLeft, overflow: 'hidden'})}
		>
			<Indent by={marker.length} marker={<Words tone={tone}>{marker.trimEnd()}</Words>}>
				<Words tone={tone} marks={marks} fit={isLong && isChosen ? 'wrap' : isLong ? fit : 'cut'}>
					{text}
				</Words>
				{isChosen && item.hint && (
					<Indent by={2}>
						<Words>{item.hint}</Words>
					</Indent>
				)}
			</Indent>
		</Box>
	);
});
