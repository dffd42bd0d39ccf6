import {createContext, useContext, useId, useLayoutEffect} from 'react';

/** The widths of some lines of the frame, and how far from the left they begin. */
type Lines = {offset: number; widths: readonly number[]};

export type FrameRows = Map<string, Lines>;

const FrameRowsContext = createContext<FrameRows | null>(null);

export const FrameRowsProvider = FrameRowsContext.Provider;

/** Tells the frame how wide these lines are: a terminal that gets narrower wraps them. */
export function useFrameRow(lines: Lines): void {
	const rows = useContext(FrameRowsContext);
	const id = useId();

	useLayoutEffect(() => {
		rows?.set(id, lines);
		return () => void rows?.delete(id);
	});
}

/** The rows that a terminal of so many columns adds to the frame by wrapping. */
export const wrappedRows = (rows: FrameRows, columns: number): number =>
	[...rows.values()]
		.flatMap(({offset, widths}) => widths.map(width => offset + width))
		.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / columns)) - 1, 0);
