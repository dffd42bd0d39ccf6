import {Box, type DOMElement, measureElement} from 'ink';
import {type ReactNode, useLayoutEffect, useMemo, useRef, useState} from 'react';
import {type FrameRows, FrameRowsProvider, wrappedRows} from './frame-rows.ts';
import {useSize, useWindow} from './use-window.ts';
import {WidthProvider} from './width.ts';

/** Never taller than the terminal: Ink cannot take back rows that have scrolled away. */
export function Frame({children}: {children: ReactNode}) {
	const {rows, columns} = useSize();
	const window = useWindow();
	const box = useRef<DOMElement>(null);
	const [lines] = useState<FrameRows['lines']>(() => new Map());
	const frameRows = useMemo(() => ({columns, lines}), [columns, lines]);

	useLayoutEffect(() => {
		window?.measure(narrower =>
			box.current ? measureElement(box.current).height + wrappedRows(frameRows, narrower) : 0,
		);
		return () => window?.measure(() => 0);
	}, [window, frameRows]);

	return (
		<Box ref={box} flexDirection="column" maxHeight={rows - 1} width={columns} overflow="hidden">
			<Box flexDirection="column" flexShrink={0} marginTop={1}>
				<FrameRowsProvider value={frameRows}>
					<WidthProvider value={{columns, isScrollback: false}}>{children}</WidthProvider>
				</FrameRowsProvider>
			</Box>
		</Box>
	);
}
