import {createContext, useContext, useId, useLayoutEffect} from 'react';

/** The widths of some lines, and the columns that are left for them: the others are to their left. */
type Lines = {columns: number; widths: readonly number[]};

export type FrameRows = {columns: number; lines: Map<string, Lines>};

const FrameRowsContext = createContext<FrameRows | null>(null);

export const FrameRowsProvider = FrameRowsContext.Provider;

/** Tells the frame how wide these lines are: a terminal that gets narrower wraps them. */
export function useFrameRow(lines: Lines): void {
	const rows = useContext(FrameRowsContext);
	const id = useId();

	useLayoutEffect(() => {
		rows?.lines.set(id, lines);
		return () => void rows?.lines.delete(id);
	});
}

/**
 * The rows that a terminal of so many columns adds to the frame by wrapping. A line that is wider than its columns was
 * broken before, and those rows are part of the frame: each piece is wrapped by itself.
 */
export const wrappedRows = ({columns: total, lines}: FrameRows, columns: number): number =>
	[...lines.values()]
		.flatMap(line =>
			line.widths.flatMap(width => piecesOf(width, total - line.columns, line.columns)),
		)
		.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / columns)) - 1, 0);

const piecesOf = (width: number, before: number, columns: number): number[] =>
	width > columns && columns > 0
		? [before + columns, ...piecesOf(width - columns, before, columns)]
		: [before + width];
