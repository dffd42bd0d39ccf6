import {Box, useWindowSize} from 'ink';
import type {ReactNode} from 'react';
import {WidthProvider} from './width.ts';

/** Never taller than the terminal: Ink cannot take back rows that have scrolled away. */
export function Frame({children}: {children: ReactNode}) {
	const {rows, columns} = useWindowSize();

	return (
		<Box flexDirection="column" maxHeight={rows - 1} width={columns} overflow="hidden">
			<Box flexDirection="column" flexShrink={0} marginTop={1}>
				<WidthProvider value={{columns, isScrollback: false}}>{children}</WidthProvider>
			</Box>
		</Box>
	);
}
