import {Box, useIsScreenReaderEnabled} from 'ink';
import {memo} from 'react';
import stringWidth from 'string-width';
import {Indent} from './indent.tsx';
import type {ListItem} from './list-state.ts';
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

/** A name is never cut, and of what is chosen nothing is. A key changes two rows: the others stay as they are. */
export const ListRow = memo(function ListRow({
	item: {label, detail, hint},
	number,
	isShort,
	isChosen,
	labelWidth,
	more: further = ' ',
	marks,
}: Props) {
	const isRead = useIsScreenReaderEnabled();
	const {columns} = useWidth();
	const marker = `${isRead ? '' : isChosen ? '> ' : `${further} `}${number}${number && ' '}`;
	const tone = isChosen ? 'strong' : 'plain';
	const width = stringWidth(label);
	const name = (
		<Words tone={tone} marks={marks} fit={width > columns - marker.length ? 'wrap' : 'cut'}>
			{label}
		</Words>
	);
	const more = detail && (
		<Words tone={tone} marks={marks} fit={isChosen || isShort ? 'wrap' : 'cut'}>
			{detail}
		</Words>
	);

	return (
		<Box aria-role="listitem" aria-state={{selected: isChosen}}>
			<Indent
				by={marker.length}
				marker={<Words tone={isChosen ? 'accent' : 'plain'}>{marker.trimEnd()}</Words>}
			>
				{more && width <= labelWidth ? (
					<Indent by={labelWidth + 2} marker={name}>
						{more}
					</Indent>
				) : (
					name
				)}
				{more && width > labelWidth && <Indent by={2}>{more}</Indent>}
				{isChosen && hint && (
					<Indent by={2}>
						<Words>{hint}</Words>
					</Indent>
				)}
			</Indent>
		</Box>
	);
});
