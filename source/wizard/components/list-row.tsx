import {Box, useIsScreenReaderEnabled} from 'ink';
import {Indent} from './indent.tsx';
import type {ListItem} from './list-state.ts';
import {useWidth} from './width.ts';
import {Words} from './words.tsx';

export const textOf = ({label, detail}: ListItem): string =>
	`${label}${detail ? `  ${detail}` : ''}`;

type Props = {
	item: ListItem;
	/** By which it can be chosen; null in a list that is filtered. */
	number: number | null;
	isChosen: boolean;
	/** The rows that the chosen one can take. */
	rowsLeft: number;
	fit: 'wrap' | 'cut';
};

/** What is chosen is never cut where there is room for it. */
export function ListRow({item, number, isChosen, rowsLeft, fit}: Props) {
	const isRead = useIsScreenReaderEnabled();
	const {columns} = useWidth();
	const marker = `${isRead ? '' : isChosen ? '> ' : '  '}${number === null ? '' : `${number}. `}`;
	const isLong = textOf(item).length > columns - marker.length;

	return (
		<Box
			aria-role="listitem"
			aria-state={{selected: isChosen}}
			{...(isChosen && {maxHeight: rowsLeft, overflow: 'hidden'})}
		>
			<Indent
				by={marker.length}
				marker={<Words tone={isChosen ? 'strong' : 'plain'}>{marker.trimEnd()}</Words>}
			>
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
