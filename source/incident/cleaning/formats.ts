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

const named: Record<string, string> = {
	amp: '&',
	apos: "'",
	gt: '>',
	lt: '<',
	nbsp: ' ',
	quot: '"',
	lsquo: "'",
	rsquo: "'",
	ldquo: '"',
	rdquo: '"',
};

const entity = /&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]{2,5}));/gi;

/** Only tags that pages and tickets put around text: `<account>` and `<role>` are redactions and stay. */
const tags =
	'(?:a|b|br|blockquote|code|div|em|font|h[1-6]|hr|i|li|ol|p|pre|samp|small|span|strong|table|tbody|td|th|thead|tr|tt|u|ul)';
const tag = new RegExp(`</?${tags} ?/?>|<${tags} [\\w-]{1,30}=[^<>]{0,400}>`, 'gi');

const line = /^<\/?(?:br|blockquote|div|h\d|hr|li|ol|p|pre|table|tr|ul)\b/i;

/** Decodes HTML entities, also those encoded twice, and drops the tags around text. */
export const withoutHtml = (text: string): string =>
	decode(decode(text)).replace(tag, found => (line.test(found) ? '\n' : ''));

const decode = (text: string): string =>
	text.replace(entity, (whole, decimal: string, hex: string, name: string) =>
		name ? (named[name.toLowerCase()] ?? whole) : character(decimal, hex),
	);

function character(decimal: string | undefined, hex: string | undefined): string {
	const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? '20', 16);
	return code >= 32 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}
