import {Box, useIsScreenReaderEnabled} from 'ink';
import {memo} from 'react';
import stringWidth from 'string-width';
import {Indent} from './indent.tsx';
import type {ListItem} from './list-state.ts';
import {useWidth} from './width.ts';
import {Words} from './words.tsx';

const alignedText = ({label, detail}: ListItem, labelWidth: number): string =>
	detail ? `${label}${' '.repeat(Math.max(0, labelWidth - stringWidth(label)))}  ${detail}` : label;

type Props = {
	item: ListItem;
	/** By which it can be chosen, aligned; blank or empty where it has none. */
	number: string;
	/** A short list, of which nothing is cut. */
	isShort: boolean;
	isChosen: boolean;
	/** The columns of the widest label beside it: what follows the labels is aligned. */
	labelWidth: number;
	/** What was typed to find it. */
	marks: readonly string[];
};

/** A name is never cut, and of what is chosen nothing is. A key changes two rows: the others stay as they are. */
export const ListRow = memo(function ListRow({
	item,
	number,
	isShort,
	isChosen,
	labelWidth,
	marks,
}: Props) {
	const isRead = useIsScreenReaderEnabled();
	const {columns} = useWidth();
	const marker = `${isRead ? '' : isChosen ? '> ' : '  '}${number}${number && ' '}`;
	const text = alignedText(item, labelWidth);
	const isLong = stringWidth(text) > columns - marker.length;
	const isWhole = isChosen || isShort || stringWidth(item.label) > columns - marker.length;
	const tone = isChosen ? 'accent' : 'plain';

	return (
		<Box aria-role="listitem" aria-state={{selected: isChosen}}>
			<Indent by={marker.length} marker={<Words tone={tone}>{marker.trimEnd()}</Words>}>
				<Words tone={tone} marks={marks} fit={isLong && isWhole ? 'wrap' : 'cut'}>
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
