/** One word of a POSIX shell: pasted, it arrives at the program as exactly this text. */
export const shellQuote = (text: string): string =>
	/^[\w/:.@+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** An AWS CLI option; a value that begins with a dash would be taken for an option of its own. */
export const option = (name: string, value: string): string[] =>
	value.startsWith('-') ? [`--${name}=${value}`] : [`--${name}`, value];
