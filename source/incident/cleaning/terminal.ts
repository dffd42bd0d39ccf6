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
