import {Box, type DOMElement, measureElement} from 'ink';
import {type ReactNode, useLayoutEffect, useMemo, useRef, useState} from 'react';
import {type FrameRows, FrameRowsProvider, wrappedRows} from './frame-rows.ts';
import {marginIn, widestReadable} from './frame-size.ts';
import {Rail} from './rail.tsx';
import {useSize, useWindow} from './use-window.ts';
import {WidthProvider} from './width.ts';

/** Never taller than the terminal: Ink cannot take back rows that have scrolled away. */
export function Frame({children}: {children: ReactNode}) {
	const {rows, columns: all} = useSize();
	const columns = Math.min(all, widestReadable);
	const window = useWindow();
	const box = useRef<DOMElement>(null);
	const inner = useRef<DOMElement>(null);
	const [lines] = useState<FrameRows['lines']>(() => new Map());
	const frameRows = useMemo(() => ({columns, lines}), [columns, lines]);

	useLayoutEffect(() => {
		window?.measure(narrower => {
			const height = box.current ? measureElement(box.current).height : 0;
			const isCut = inner.current && measureElement(inner.current).height > height;
			// Rows that are cut off do not wrap. One row too many would take a line of the transcript with it.
			return isCut ? height : height + wrappedRows(frameRows, narrower);
		});
		return () => window?.measure(() => 0);
	}, [window, frameRows]);

	return (
		<Box ref={box} flexDirection="column" maxHeight={rows - 1} width={columns} overflow="hidden">
			<Box ref={inner} flexDirection="column" flexShrink={0}>
				<FrameRowsProvider value={frameRows}>
					<WidthProvider value={{columns, isScrollback: false}}>
						<Rail isActive gap={marginIn(rows) > 0}>
							{children}
						</Rail>
					</WidthProvider>
				</FrameRowsProvider>
			</Box>
		</Box>
	);
}
