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

/** What editors, diffs and comments put before each line of a passage. */
const marks: readonly RegExp[] = [
	/^\s*\/{2,12}(?!\/) ?/,
	/^\s*#{1,6}(?: |$)/,
	/^(?:\s*\/\*{1,2}|\s+\*\/?)(?: |$)/,
	/^\s*(?:;{1,4}|--|%{1,3}|REM|rem|dnl)(?: |$)/,
];

/** A `-` before one blank is a list, before none the rest of a word: `identity` and `-based`. */
const differences = /^(?:\+ ?|-(?= {2}))/;
const lineNumber = /^\s*(\d{1,6})(?: {0,4}[|:│] ?| {2,4})/;

/** The same on every line: one message that a log driver cut. Other times begin other messages. */
const logPrefix =
	/^(?:\[[^\][\n]{1,80}\] |(?:\d{4}[-/]\d\d[-/]\d\d[T ]|[A-Z][a-z]{2} [ \d]\d )\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)? )(?:[\w.-]{1,60} [\w./-]{1,60}\[\d{1,9}\]: |\[?(?:ERROR|WARN|WARNING|INFO|DEBUG|FATAL|TRACE)\]?:? )?/;

const said =
	/^\s*(?:echo(?: -[neE]{1,3})?|printf|print|puts|(?:console|log|logger|logging)\.[a-z]{2,10}) ?\(? ?(["'`])(.{1,2000})\1 ?\)?;?\s*$/;

/** Strings that a program puts together over several lines. */
const joined = /(["'`])(?: {0,8}[+.\\&]\n {0,120}| {0,8}\n {0,120}\+ ?)\1/g;

/** Takes comment signs, diff signs, line numbers and log prefixes off passages in which every line has one. */
export function withoutBlockMarks(text: string): string {
	const lines = text.replace(joined, '').split('\n');
	const unnumbered = withoutRuns(lines, lineNumber, follows);
	const unprefixed = withoutRuns(
		withoutRuns(unnumbered, differences, always),
		logPrefix,
		(mark, before) => mark === before,
	);
	return marks
		.reduce((rest, mark) => withoutRuns(rest, mark, always), unprefixed)
		.map(line => line.replace(said, '$2'))
		.join('\n');
}

type GoesOn = (mark: string, before: string) => boolean;

const always = () => true;

const follows = (mark: string, before: string): boolean =>
	Number.parseInt(mark.trimStart(), 10) === Number.parseInt(before.trimStart(), 10) + 1;

/** Only where two lines or more in a row bear the mark: a single one may be the text itself. */
function withoutRuns(lines: readonly string[], mark: RegExp, goesOn: GoesOn): string[] {
	const found = lines.map(line => mark.exec(line)?.[0] ?? null);
	const isRun = (at: number): boolean => {
		const [before, own] = [found[at - 1] ?? null, found[at] ?? null];
		return before !== null && own !== null && goesOn(own, before);
	};

	return lines.map((line, at) =>
		isRun(at) || isRun(at + 1) ? line.slice(found[at]?.length ?? 0) : line,
	);
}
