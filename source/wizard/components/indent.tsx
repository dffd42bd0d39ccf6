import {Box} from 'ink';
import type {ReactNode} from 'react';
import {RoomProvider, useRoom} from './room.ts';

type Props = {by: number; marker?: ReactNode; children?: ReactNode};

/** Moved in by some columns, with what stands before it on the first row. */
export function Indent({by, marker, children}: Props) {
	const {columns, isScrollback} = useRoom();

	return (
		<Box>
			<Box width={by} flexShrink={0}>
				{marker}
			</Box>
			<Box flexDirection="column">
				<RoomProvider value={{columns: Math.max(1, columns - by), isScrollback}}>
					{children}
				</RoomProvider>
			</Box>
		</Box>
	);
}
