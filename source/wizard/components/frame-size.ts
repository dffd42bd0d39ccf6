export type FrameSize = {columns: number; rows: number};

/** A terminal that does not know its size says 0. */
export const sizeOf = ({columns, rows}: Partial<FrameSize>): FrameSize => ({
	columns: columns || 80,
	rows: rows || 24,
});

/** The empty rows before the question. A low window has none to spare. */
export const marginIn = (rows: number): number => (rows < 24 ? 0 : 1);

/** A longer line is read badly: the question ends where the transcript above it does. */
export const widestReadable = 100;

/** Narrower windows need every column. */
const fewestColumns = 60;

export const hasRoomForRail = (columns: number): boolean => columns >= fewestColumns;

const tooSmall = 'The window is too small for the question. Make it larger to continue.';

/** Said in place of a question that would not be whole: what to do as well, where there is room for two sentences. */
export const tooSmallIn = ({columns, rows}: FrameSize): string =>
	columns * (rows - 1) < 1.4 * tooSmall.length ? 'The window is too small.' : tooSmall;
