import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useWidth, WidthProvider} from './width.ts';

type Props = {by: number; marker?: ReactNode; children?: ReactNode};

/** Moved in by some columns, with what stands before it on the first row. */
export function Indent({by, marker, children}: Props) {
	const {columns, left = 0, isScrollback} = useWidth();

	return (
		<Box>
			<Box width={by} flexShrink={0}>
				{marker}
			</Box>
			<Box flexDirection="column">
				<WidthProvider value={{columns: Math.max(1, columns - by), left: left + by, isScrollback}}>
					{children}
				</WidthProvider>
			</Box>
		</Box>
	);
}
