/** One or more backslashes and what they escape: JSON within JSON doubles them at each level. */
const escaped = /\\{1,64}(?:u([\da-fA-F]{4})|(["'`/])|([nrt])(?![a-z]*\\))/g;
const windowsPath = /\b[A-Za-z]:\\{1,2}[\w. -]{1,80}\\/;

/** Undoes JSON's escapes, however many levels deep; an escaped line end becomes a space. */
export function withoutJsonEscapes(text: string): string {
	if (!text.includes('\\')) {
		return text;
	}

	const keepsLetters = windowsPath.test(text);

	return text
		.replace(escaped, (whole, code: string, mark: string, letter: string) => {
			if (code) {
				return decoded(code);
			}

			return mark ?? (letter && keepsLetters ? whole : ' ');
		})
		.replace(/\\{2,64}/g, '\\')
		.replace(/\\(?=[<>[\]_*`#])|\\$/gm, '');
}

function decoded(code: string): string {
	const value = Number.parseInt(code, 16);
	return value < 32 || (value >= 0xd800 && value <= 0xdfff) ? ' ' : String.fromCharCode(value);
}
