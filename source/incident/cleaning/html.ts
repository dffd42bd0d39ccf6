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
