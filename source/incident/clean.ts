import {excerpt} from './cleaning/excerpt.ts';
import {withoutHtml, withoutJsonEscapes, withoutTerminalCodes} from './cleaning/formats.ts';
import {withoutBlockMarks, withoutLineMarks, withoutQuoteMarks} from './cleaning/line-marks.ts';
import {withoutTables} from './cleaning/tables.ts';
import {withoutWraps} from './cleaning/wraps.ts';
import {type OwnError, ownErrors} from './own-errors.ts';

/** Word processors and chats bend quotes and dashes; AWS's messages are plain ASCII. */
export const withPlainQuotes = (text: string): string =>
	text
		.replace(/[\u2018\u2019\u201A\u201B\u2032]/g, "'")
		.replace(/[\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB]/g, '"')
		.replace(/[\u2010-\u2012\u2212]/g, '-');

const unwrapping: readonly Step[] = [
	excerpt,
	withoutTerminalCodes,
	withoutHtml,
	withPlainQuotes,
	withoutQuoteMarks,
	withoutBlockMarks,
	withoutTables,
];
const joining: readonly Step[] = [withoutJsonEscapes, withoutLineMarks, withoutWraps];

type Step = (text: string) => string;

const through = (steps: readonly Step[], text: string): string =>
	steps.reduce((cleaned, step) => step(cleaned), text);

/** A pasted text as one line: wrappings and escapes gone, white space folded, broken words and ARNs whole. */
export const cleanText = (text: string): string => through([...unwrapping, ...joining], text);

/** The same, and where in it somebody's own errors are: once its escapes are gone, nothing tells where they end. */
export function cleanWithOwnErrors(text: string): {cleaned: string; own: OwnError[]} {
	const unwrapped = through(unwrapping, text).replace(marks, '');
	const own = ownErrors(unwrapped);
	const pieces = through(joining, marked(unwrapped, own)).split(marks);
	const cleaned = pieces.join('');
	const ends = pieces.map((_, at) => pieces.slice(0, at + 1).join('').length);

	return {
		cleaned,
		own: own.map((error, at) => ({
			...error,
			from: ends[2 * at] ?? cleaned.length,
			to: ends[2 * at + 1] ?? cleaned.length,
		})),
	};
}

const mark = '\uE000';
const marks = /\uE000/g;

function marked(text: string, own: readonly OwnError[]): string {
	const ends = own.flatMap(({from, to}) => [from, to]);
	return [0, ...ends].map((from, at) => text.slice(from, ends[at])).join(mark);
}
