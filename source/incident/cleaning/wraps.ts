import {isWord} from './vocabulary.ts';

/** Puts wrapped lines together again: one line, white space folded, words and ARNs that were broken made whole. */
export function withoutWraps(text: string): string {
	const lines = text.split('\n').map(line => line.trimEnd());
	const widths = fullWidths(lines);
	const pieces: string[] = [];
	let last = '';
	let length = 0;

	for (const line of lines) {
		const next = line.trimStart();

		if (next === '') {
			last = '';
			continue;
		}

		const glue = last === '' || !continues(last, firstToken(next), widths.has(length)) ? ' ' : '';
		pieces.push(glue, next);
		last = glue === '' && !next.includes(' ') ? last + next : lastToken(next);
		length = line.length;
	}

	return pieces.join('').replace(/\s+/g, ' ').trim();
}

/** Widths at which lines were cut: the longest of a run, reached more than once or followed by a shorter line. */
function fullWidths(lines: readonly string[]): Set<number> {
	const widths = new Set<number>();
	let longest = 0;

	for (const line of lines) {
		if (line.length < longest) {
			widths.add(longest);
		}

		longest = line === '' ? 0 : Math.max(longest, line.length);
	}

	return widths.add(longest);
}

const opening = /^["'`(<[{]+/;
const closing = /["'`)>\]},;.:]+$/;

/** Whether `first`, at the start of a line, is the rest of `last`, at the end of the line before. */
function continues(last: string, first: string, full: boolean): boolean {
	const [head, tail] = [last.replace(opening, ''), first.replace(closing, '')];

	if (isWord(head + tail) && !(isWord(head.replace(closing, '')) && isWord(tail))) {
		return true;
	}

	if (/[a-z]-$/i.test(last) && /^[a-z\d]/i.test(first) && last.length > 2) {
		return true;
	}

	if (isWord(tail.toLowerCase()) || /^[("'`{[|]/.test(first) || /["'`;,})]$/.test(last)) {
		return false;
	}

	return last.includes('arn:') ? continuesArn(last, first, full) : full && bothHalves(head, tail);
}

function continuesArn(last: string, first: string, full: boolean): boolean {
	const arn = last.slice(last.lastIndexOf('arn:'));
	return /[:/_]$/.test(arn) || arn.split(':').length < 6 || /^[:/]/.test(first) || full;
}

/** Neither half is a word of its own and both look like parts of a name. */
const bothHalves = (head: string, tail: string): boolean =>
	/[\w-]$/.test(head) && /^[\w-]/.test(tail) && /[\d_:/-]/.test(head + tail) && !isWord(head);

const lastToken = (line: string): string => line.slice(line.lastIndexOf(' ') + 1);

const firstToken = (line: string): string => line.split(' ', 1)[0] ?? '';
