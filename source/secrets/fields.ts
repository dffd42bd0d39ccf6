/** What a field that holds a secret is called, at the end of its name; a word in between can be apart. */
export const secretName =
	'(?:pass(?:word|wd|phrase|code)|pwd|(?:(?<![a-z])|user|db|admin|root)(?:pass|pw)|(?<![a-z])(?:pin|otp|cv[vc]|auth)|(?:mfa|2fa|pin|sms|auth(?:orization)?|verification|confirmation|security|one[ _-]?time)[ _-]?code|(?:secret|security)[ _-]?answer|secret|token|credentials?|api[ _-]?key|(?:access|secret|private|account|shared|signing|encryption|master|subscription|licen[cs]e)[ _-]?key|authorization|cookie|signature|connection[ _-]?string)s?(?:[_-]?(?:hash|value|string|binary|text|salt|base64|\\d{1,3}))?';

/** Its end, also within JSON. */
export const line = '(?:\\n|\\\\{1,4}n)';

export const quote = `(?:\\\\{0,4}["']|&(?:quot|#3[49]);|\\\\{1,4}u002[27])`;
export const named = `(?<name>\\b[\\w./-]{0,60}?${secretName})`;
/** Each ends with its value; before it, what a text has to hold for it, since looking for each costs more. */
const fields: ReadonlyArray<readonly [RegExp | null, RegExp]> = [
	[
		/"""|'''/,
		new RegExp(
			`${named}(?<between>\\s{0,12}[:=]\\s{0,4}(?<q>"""|'''))(?<value>[\\s\\S]{1,8000}?)(?=\\k<q>|$)`,
			'gi',
		),
	],
	[
		/pass[_-]?phrase/i,
		/(?<name>\b[\w.-]{0,60}?pass[_-]?phrase)(?<between>\s{0,4}[:=]\s{0,4})(?<value>(?!(?:is|was|must|should|cannot|not|required|missing|invalid|too)\b)[^\s"'\\,;{}[]{3,400} [^\n"'\\,;{}[]{1,400})/gi,
	],
	// Up to the quote that closes it, or the end of a text that was cut.
	[
		null,
		new RegExp(
			`${named}(?<between>(?:${quote})?(?:\\s{0,4}|[ \\t]{0,12})(?:[:=-]>|[:=]|=>)(?:\\s|${line}){0,12}\\[?\\s{0,4}N?(?<q>${quote}))(?<value>(?:\\k<q>\\k<q>|(?!(?<!\\\\)\\k<q>)[^\\n]){1,8000}?)(?=(?<!\\\\)\\k<q>(?!\\k<q>)|\\n|$)`,
			'gi',
		),
	],
	[
		null,
		new RegExp(
			`${named}(?<between>(?:${quote})?\\*{0,2}(?:\\s{0,4}|[ \\t]{0,12})(?:[:=-]>|[=:]|%3D)\\*{0,2}(?:\\s{0,4}|[ \\t]{0,12})(?:(?:&|!!)\\w{1,40}\\s{1,4})?)(?<value>(?:(?:Bearer|Basic|Token|AWS4-HMAC-SHA256)\\s{1,4})?[^\\s"'\\\\,;&)}\\]]{3,4000})`,
			'gi',
		),
	],
	// A list of arguments.
	[
		/--/,
		new RegExp(
			`(?<name>--[\\w-]{0,60}?${secretName})(?<between>${quote}\\s{0,4},\\s{0,4}${quote})(?<value>[^"'\\\\]{1,4000})`,
			'gi',
		),
	],
	// `--password x`, `password is x`, `password for user app: x`, `login app password x`
	[
		/--/,
		new RegExp(
			`(?<name>(?<!\\S)--[\\w-]{0,60}?${secretName})(?<between>\\s{1,4}["']?)(?<value>[^\\s"'-][^\\s"']{0,4000})`,
			'gi',
		),
	],
	[
		/\s(?:is|was|are)\s/i,
		new RegExp(
			`${named}(?<between>\\s(?:is|was|are)\\s{1,4}["'\`]?)(?<value>[^\\s"'\`<]{3,4000})`,
			'gi',
		),
	],
	[
		null,
		/\b(?<name>password|passphrase)(?<between> (?:for|of) [^\n:=]{1,60}[:=] ?["']?)(?<value>[^\s"']{3,4000})/gi,
	],
	[null, /\blogin\s\S{1,100}\s(?<name>password)(?<between>\s)(?<value>\S{3,4000})/gi],
	// Blocks of YAML, elements of XML, variables of containers, parameters.
	[
		/: {0,4}[|>]/,
		new RegExp(
			`${named}(?<between>:\\s{0,4}[|>][+-]?${line})(?<value>(?:[ \\t]{1,40}[^\\n\\\\]{0,400}(?:${line}|$)){1,50})`,
			'gi',
		),
	],
	[
		/<\//,
		new RegExp(
			`<(?<name>[\\w:.-]{0,60}?${secretName})(?<between>(?:\\s[^<>]{1,200})?>(?:<!\\[CDATA\\[)?)(?<value>[^<]{1,4000}?)(?=(?:\\]\\]>)?</)`,
			'gi',
		),
	],
	[
		/value/i,
		new RegExp(
			`${quote}(?:\\w{1,20}(?=key))?(?:name|key)${quote}\\s{0,4}:\\s{0,4}${quote}(?<name>[\\w./-]{0,60}?${secretName})(?<between>${quote}\\s{0,4},\\s{0,4}(?:${quote}\\w{1,40}${quote}\\s{0,4}:\\s{0,4}${quote}[^"'\\\\]{0,200}${quote}\\s{0,4},\\s{0,4}){0,2}${quote}(?:value|(?:string|parameter)Value)${quote}\\s{0,4}:\\s{0,4}${quote})(?<value>[^"'\\\\]{1,4000})`,
			'gi',
		),
	],
	[
		/<\//,
		new RegExp(`${named}(?<between>${quote}[^<>]{0,200}>)(?<value>[^<>]{1,4000})(?=</)`, 'gi'),
	],
	[
		/<\//,
		new RegExp(
			`(?<=<(?<tag>\\w{1,20})>\\s{0,4})(?<name>[\\w./-]{0,60}?${secretName})(?<between>\\s{0,4}</\\k<tag>>\\s{0,4}<\\k<tag>>)(?<value>[^<>]{1,4000})(?=</)`,
			'gi',
		),
	],
	[
		/value=/i,
		new RegExp(
			`\\b(?:name|key)=\\\\{0,4}["'](?<name>[\\w./:-]{0,60}?${secretName})(?<between>\\\\{0,4}["']\\s{1,4}value=\\\\{0,4}["'])(?<value>[^"'\\\\]{1,4000})`,
			'gi',
		),
	],
	[
		/\{/,
		new RegExp(
			`${named}(?<between>${quote}\\s{0,4}:\\s{0,8}\\{\\s{0,8}(?:${quote}\\w{1,40}${quote}\\s{0,4}:\\s{0,4}[\\w"'\\\\]{1,60},\\s{0,8}){0,3}${quote}(?:value|[SN]|stringValue|plainText)${quote}\\s{0,4}:\\s{0,4}${quote})(?<value>[^"'\\\\]{1,4000})`,
			'gi',
		),
	],
	[
		/value:/i,
		new RegExp(
			`\\bname:\\s{0,4}["']?${named}(?<between>["']?\\s{0,4}${line}\\s{0,40}value:\\s{0,4}["']?)(?<value>[^\\n"'\\\\]{1,4000})`,
			'gi',
		),
	],
	[
		/value/i,
		new RegExp(
			`(?<between>${quote}value${quote}\\s{0,4}:\\s{0,4}${quote})(?<value>[^"'\\\\]{1,4000})(?=${quote}\\s{0,4},\\s{0,4}${quote}(?:name|key)${quote}\\s{0,4}:\\s{0,4}${quote}(?<name>[\\w./-]{0,60}?${secretName})${quote})`,
			'gi',
		),
	],
];

export const fieldsFor = (text: string): RegExp[] =>
	fields.flatMap(([needle, field]) => (needle === null || needle.test(text) ? [field] : []));

const columnName = new RegExp(`^["' ]{0,4}[\\w .-]{0,60}?${secretName}["' ]{0,4}$`, 'i');
const header = /^["' ]{0,4}[\w .()/-]{0,60}["' ]{0,4}$/;

/** Where a row of a table begins: in plain text, and in a string of JSON that holds the whole table. */
const rowBeginnings = [/(\n|\\{1,4}n)/, /(\n|\\{1,4}n|(?<=[[{,:]\s{0,4})\\{0,7}")/];

/** The values of a table whose header names the column in another row: CSV, tabs, bars. */
export const withoutColumns = (text: string, by: string): string =>
	rowBeginnings.reduce((left, beginning) => withoutColumnsOf(left, beginning, by), text);

function withoutColumnsOf(text: string, beginning: RegExp, by: string): string {
	let [column, width, mark] = [-1, 0, ','];

	return text
		.split(beginning)
		.map((row, at) => {
			if (at % 2 === 1 || row.length > 4000) {
				return row;
			}

			const cells = cellsIn(row, mark);

			if (column >= 0 && cells.length === width) {
				const value = cells[column] ?? '';
				const isKept = /^(?:["']{2}|-{2,}|null)?$|^["']?[$<[]/.test(value.trim());
				return isKept ? row : cells.with(column, hiddenCell(value, by)).join(mark);
			}

			mark = [',', ';', '\t', '|'].find(each => row.includes(each)) ?? ',';
			const names = row.split(mark);
			const isHeader =
				names.length > 1 && names.every((name, index) => index === 0 || header.test(name));
			column = isHeader ? names.findIndex(name => columnName.test(name)) : -1;
			width = names.length;
			return row;
		})
		.join('');
}

/** A mark within quotes is part of the cell. */
const cellsIn = (row: string, mark: string): string[] =>
	row.split(
		row.split('"').length % 2 === 1 ? new RegExp(`[${mark}](?=(?:[^"]*"[^"]*")*[^"]*$)`) : mark,
	);

const hiddenCell = (cell: string, by: string): string =>
	cell.replace(/[^\s"'\\{}\]](?:.*[^\s"'\\{}\]])?/, by);
