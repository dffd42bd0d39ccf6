/** What quoting, chats, boxes and log drivers put before a line. Each is tried again until none is left. */
const before: readonly RegExp[] = [
	/^\s*[┃│╷╵┆┊║▌]+ ?/,
	/^\s*(?:```|~~~)[\w-]{0,20}\s*$/,
	/^[\w.-]{1,40}(?: {2}| \(|, )\d{1,2}:\d\d(?::\d\d)? ?(?:[AP]M)?\)?:?\s*$/i,
	/^\s*(?:[\w-]{1,40}_\d+|[\w-]{1,40}-\d+) {1,12}\| /,
];

/** A time begins another message. */
const times: readonly RegExp[] = [
	/^\s*\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]?(?= |$)/,
	/^\s*\[\d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?\](?: [\w.-]{1,40}:)?/i,
];

const after = /\s*[┃│║▌]\s*$/;
const rule = /^(?=.*[+─━═=_╷╵-]{1})[\s+|┃│╷╵╭╮╰╯┌┐└┘├┤┬┴┼─━═=_-]{3,}$|^\s*[╷╵]\s*$/;

/** Takes the `>` of quoted mails and Markdown off every line, however often quoted. */
export const withoutQuoteMarks = (text: string): string =>
	text.replace(
		/^(?:(?<!<[^<>\n]{0,40}\n) {0,3}>|>(?= ))(?:[ >]{0,20}>)? ?(?:\[![a-z]{2,20}\] ?)?/gim,
		'',
	);

/** Takes boxes, fences and time stamps off every line; a line of nothing else becomes empty. */
export function withoutLineMarks(text: string): string {
	const lines = text.split('\n');
	const framed = lines.filter(line => /^\s*\|/.test(line)).length * 2 > lines.length;
	const unframed = framed ? lines.map(line => line.replace(/^\s*\| ?|\s*\|\s*$/g, '')) : lines;
	return unframed.map(withoutMarks).join('\n');
}

function withoutMarks(line: string): string {
	if (rule.test(line)) {
		return '';
	}

	let rest = times.reduce((kept, time) => kept.replace(time, '\n'), line);

	for (let round = 0; round < 6; round += 1) {
		const shorter = before.reduce((kept, mark) => kept.replace(mark, ''), rest);

		if (shorter === rest) {
			break;
		}

		rest = shorter;
	}

	return rest.replace(after, '');
}
