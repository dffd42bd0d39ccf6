import {isObject, parseJson} from '../json.ts';

/** What a message or a record quotes is data, and an error in there is not the error that was pasted. */
const records = [
	// A sentence: could not be found in the input '{…
	String.raw`\b(?:[Ii]nput|[Pp]arameters|[Aa]rguments|[Vv]alue|[Rr]esult|[Oo]utput|[Ii]tem|variables|object|data|payload|context) '(?=[{[])`,
	String.raw`\b(?:in|to|for|from|with|of|as) (?:the |its |state |raw ){0,2}input:? (?=[{[])`,
	String.raw`\b(?:[Ii]nput|INPUT) ?[:=] ?'?(?=[{[])`,
	String.raw`\b(?:[Cc]ontext|[Vv]alue) is:? (?=[{[])`,
	String.raw`\bfor value: (?=[{[])`,
	String.raw`\bis not valid JSON: '?(?=[{[])`,
	String.raw`\b(?:Input|Output) (?=\{ ?["'}])`,
	// A field of a record, its JSON written as text or not.
	`["'](?:[Ii]nput|[Oo]utput|[Pp]arameters|[Aa]rguments|[Vv]ariables|[Oo]verrides|[Ee]nvironment|[Cc]ommand|[Tt]ags|[Hh]yper[Pp]arameters|ItemSelector|ResponseBody|assignedVariables)["'] ?(?::|=>) ?["']?(?=[{[])`,
];

/** A definition, and the errors that its Retry and Catch name. */
const definitions = [
	String.raw`["']?\b(?:ErrorEquals|error_equals|errorEquals)["']? ?(?::|=>?) ?(?=\[)`,
	String.raw`["']?\bStates["']? ?[:=] ?(?=\{)`,
	`["'](?:Catch|Retry)["'] ?: ?(?=\\[)`,
];

/** A list in YAML has no brackets. The literals of an expression are no errors either. */
const spans: readonly RegExp[] = [
	// What a called HTTP endpoint answered: its own denials are none of the state machine's role.
	/(?<=["']ResponseBody["'] ?: ?["'])[^"'{[][^"]{0,10000}/g,
	/(?<=\bErrorEquals["']?: ?)(?:(?:- ?)?["']?[\w.]{1,80}["']?,? ?){1,20}/g,
	/(?<=JSONata expression ')(?:(?!JSONata expression ).){1,4000}?(?=' (?:specified|for|threw|returned|could|did)\b)/gi,
];

const definitionOpenings = new RegExp(definitions.join('|'), 'g');
const openings = new RegExp([...records, ...definitions].join('|'), 'g');

/** What tells that something went wrong, in a record that may only report what was survived. */
const complaint =
	/\b(?:error|exception|fail\w{0,12}|denied|not authorized|timed?[ _-]?out|invalid|could not|cannot|exceed\w{0,6}|not found|does not exist)\b|\bStates\.[A-Z]/i;

/**
 * The text that tells the error, with blanks in the place of what it quotes: every position stays the same. Where a
 * record's data is all there is, the error is in there.
 */
export function errorIn(text: string): string {
	const told = withoutData(text, openings);
	return told === text || complaint.test(told) ? told : withoutData(text, definitionOpenings);
}

export function withoutData(text: string, openingsOfData: RegExp = openings): string {
	const pieces: string[] = [];
	let at = 0;

	for (const {index, 0: opening} of text.matchAll(openingsOfData)) {
		const from = index + opening.length;

		if (from < at || (opening.includes('States') && !isDefinition(text, from))) {
			continue;
		}

		const to = endOfData(text, from);
		pieces.push(text.slice(at, from), ' '.repeat(to - from));
		at = to;
	}

	return spans.reduce(
		(rest, span) => rest.replace(span, found => ' '.repeat(found.length)),
		pieces.join('') + text.slice(at),
	);
}

const isDefinition = (text: string, from: number): boolean =>
	/\bType\b/.test(text.slice(from, from + 420));

/** Quotes within quoted JSON are no longer told apart once its escapes are gone, so first only brackets count. */
const endOfData = (text: string, from: number): number =>
	closing(text, from, /[{}[\]]/g) ??
	closing(text, from, /"(?:[^"\\]|\\.){0,5000}"|[{}[\]]/g) ??
	text.length;

/** Behind the bracket that closes the first one. A text that was cut off has none. */
function closing(text: string, from: number, marks: RegExp): number | null {
	let depth = 0;
	marks.lastIndex = from;

	for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
		if (mark[0] === '{' || mark[0] === '[') {
			depth += 1;
		} else if (mark[0] === '}' || mark[0] === ']') {
			depth -= 1;

			if (depth === 0) {
				return mark.index + 1;
			}
		}
	}

	return null;
}

const nextLabel =
	/\n\s*["'*]{0,3}(?:Execution|State ?[Mm]achine|Started|Stopped|Status|Region|Account|Request ID|Timestamp)\b[\w ]{0,20}["'*]{0,3} ?[:=]|\n\s*\[?\d{4}-\d\d-\d\d[T ]\d\d:/;

/** JSON within JSON escapes its quotes more often: what closes a text is escaped as often as what opened it. */
export function endOfQuoted(text: string, from: number, quote: string, depth: number): number {
	const marks = new RegExp(`(\\\\*)${quote}`, 'g');
	marks.lastIndex = from;

	for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
		const escapes = mark[1]?.length ?? 0;
		const closes = escapes <= depth || (depth === 0 && escapes % 2 === 0);

		if (closes && /^\s*(?:[,}\])]|$|\n)/.test(text.slice(marks.lastIndex, marks.lastIndex + 80))) {
			const content = text.slice(from, mark.index);
			const isWhole = !/^\s*[{[]/.test(content) || parsed(content) !== null;

			return isWhole
				? mark.index
				: Math.max(mark.index, closing(text, from, /[{}[\]]/g) ?? text.length);
		}
	}

	return text.length;
}

export function endOfUnquoted(text: string, from: number): number {
	const rest = text.slice(from);
	const object = /^\s*[{[]/.exec(rest);
	const end = object ? endOfObject(text, from + object[0].length - 1, rest) : null;
	const label = nextLabel.exec(rest)?.index;
	return end ?? (label === undefined ? text.length : from + label);
}

export function endOfObject(text: string, from: number, sample: string): number | null {
	const depth = /(\\{0,40})["']/.exec(sample)?.[1]?.length ?? 0;
	let level = 0;
	let isText = false;

	for (const {index, 0: mark, 1: escapes = ''} of text.slice(from).matchAll(/(\\*)"|[{}[\]]/g)) {
		if (mark.endsWith('"')) {
			isText = escapes.length <= depth ? !isText : isText;
		} else if (!isText) {
			level += mark === '{' || mark === '[' ? 1 : -1;

			if (level === 0) {
				return from + index + 1;
			}
		}
	}

	return closing(text, from, /[{}[\]]/g);
}

/** The object in a JSON text, however often its quotes were escaped. */
export function parsed(content: string): object | null {
	let json = content;

	for (let round = 0; round < 5; round += 1) {
		const value = parseJson(json.trim());

		if (isObject(value)) {
			return value;
		}

		const unescaped = parseJson(`"${json}"`);

		if (typeof unescaped !== 'string' || unescaped === json) {
			return null;
		}

		json = unescaped;
	}

	return null;
}
