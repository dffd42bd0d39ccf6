/** What a terminal would obey or hide: C1 controls, DEL, bidirectional and invisible characters, line separators. */
const unsafe = /[\u007F-\u009F\u2028\u2029]|\p{Cf}/gu;

/** JSON that says exactly the same and that a terminal can show: what it would obey is written as an escape. */
export const jsonText = (value: unknown): string =>
	JSON.stringify(value, null, 2).replace(unsafe, character =>
		Array.from(
			{length: character.length},
			(_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
		).join(''),
	);
