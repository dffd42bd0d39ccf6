/** A word as a POSIX shell reads it back: what came out of a pasted text must not run as a command. */
export const shellWord = (text: string): string =>
	/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
