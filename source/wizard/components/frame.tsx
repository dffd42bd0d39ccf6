import {Box, useWindowSize} from 'ink';
import type {ReactNode} from 'react';
import {RoomProvider} from './room.ts';

/** Never taller than the terminal: Ink cannot take back rows that have scrolled away. */
export function Frame({children}: {children: ReactNode}) {
	const {rows, columns} = useWindowSize();

	return (
		<Box flexDirection="column" maxHeight={rows - 1} width={columns} overflow="hidden">
			<Box flexDirection="column" flexShrink={0} marginTop={1}>
				<RoomProvider value={{columns, isScrollback: false}}>{children}</RoomProvider>
			</Box>
		</Box>
	);
}
