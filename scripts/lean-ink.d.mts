/** For a class of a regular expression. */
export const drawnSigns: string;
