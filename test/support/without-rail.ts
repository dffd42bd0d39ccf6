/** The rail that joins the steps is no text. */
export const withoutRail = (line: string): string => line.replace(/^(?:[│◇] |[│◇]$)/, '');
