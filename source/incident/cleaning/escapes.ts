// biome-ignore-start lint/suspicious/noControlCharactersInRegex: terminal escapes are control characters.
const escapeSequence =
	/\u001B(?:\[[0-?]{0,32}[ -/]{0,4}[@-~]|\][^\u0007\u001B]{0,2000}(?:\u0007|\u001B\\)?|[()#][0-9A-Z]|[=>A-Z])/g;
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: as above.

/** Zero-width and direction characters: pasted along, never part of a message. */
const invisible = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFFD]/g;

// CI logs show the escape as text once the escape character itself is lost.
const orphanedColour = /(?:\\(?:u001b|x1b|033|e))?\[(?:\d{1,3};){0,4}\d{1,3}m/gi;

/** Removes terminal escapes and control characters; every kind of line end becomes `\n`. */
export const withoutTerminalCodes = (text: string): string =>
	text
		.replace(escapeSequence, '')
		.replace(orphanedColour, '')
		.replace(/\r\n?|\u2028|\u2029|\u0085/g, '\n')
		.replace(control, '')
		.replace(invisible, '')
		.replace(/\n(?:[ \t]{0,80}\n){2,}/g, '\n\n')
		.replace(/[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000\t]/g, ' ');

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
