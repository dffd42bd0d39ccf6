import {charactersOf} from '../../output/break-line.ts';
import {sanitise} from '../../output/sanitise.ts';

/** More than any error message; what is beyond it is dropped. Characters. */
const longestDraft = 4 * 1024 * 1024;

/** Adds typed or pasted text. Terminals send a pasted newline as CR; escapes and controls are left out. */
export const insertText = (draft: string, input: string): string =>
	`${draft}${sanitise(input)}`.slice(0, longestDraft);

/** A text and where in it is typed: an offset between two characters as a person counts them. */
export type Draft = {text: string; cursor: number};

export type DraftVerb =
	| {verb: 'insert'; text: string}
	| {verb: 'rub-out' | 'rub-out-word' | 'delete' | 'clear'}
	| {verb: 'word-left' | 'word-right' | 'left' | 'right' | 'up' | 'down' | 'home' | 'end'};

/** No character as a person counts them takes more code units, save in jest. */
const longestCharacter = 64;

export function editDraft(draft: Draft, verb: DraftVerb): Draft {
	const {text, cursor} = draft;

	switch (verb.verb) {
		case 'insert': {
			const before = insertText(text.slice(0, cursor), verb.text);
			return {text: `${before}${text.slice(cursor)}`.slice(0, longestDraft), cursor: before.length};
		}
		case 'rub-out': {
			const from = cursor - lastCharacter(text.slice(0, cursor)).length;
			return {text: text.slice(0, from) + text.slice(cursor), cursor: from};
		}
		case 'rub-out-word': {
			const from = wordStart(text, cursor);
			return {text: text.slice(0, from) + text.slice(cursor), cursor: from};
		}
		case 'delete':
			return {
				text:
					text.slice(0, cursor) + text.slice(cursor + firstCharacter(text.slice(cursor)).length),
				cursor,
			};
		case 'clear':
			return {text: '', cursor: 0};
		case 'word-left':
			return {text, cursor: wordStart(text, cursor)};
		case 'word-right':
			return {
				text,
				cursor:
					cursor +
					(/^[^\p{L}\p{N}]*[\p{L}\p{N}]*/u.exec(text.slice(cursor, cursor + longestWord))?.[0]
						.length ?? 0),
			};
		case 'left':
			return {text, cursor: cursor - lastCharacter(text.slice(0, cursor)).length};
		case 'right':
			return {text, cursor: cursor + firstCharacter(text.slice(cursor)).length};
		case 'home':
			return {text, cursor: text.lastIndexOf('\n', cursor - 1) + 1};
		case 'end':
			return {text, cursor: endOfLine(text, cursor)};
		case 'up':
		case 'down':
			return {text, cursor: toOtherLine(draft, verb.verb)};
	}
}

const longestWord = 400;

/** Of the word before the cursor, or of the one that the cursor is in. */
function wordStart(text: string, cursor: number): number {
	const before = text.slice(Math.max(0, cursor - longestWord), cursor);
	return cursor - (/[\p{L}\p{N}]*[^\p{L}\p{N}]*$/u.exec(before)?.[0].length ?? 0);
}

const endOfLine = (text: string, cursor: number): number => {
	const end = text.indexOf('\n', cursor);
	return end === -1 ? text.length : end;
};

/** The same number of characters into the line above or below. */
function toOtherLine({text, cursor}: Draft, direction: 'up' | 'down'): number {
	const start = text.lastIndexOf('\n', cursor - 1) + 1;
	const end = endOfLine(text, cursor);

	if (direction === 'up' ? start === 0 : end === text.length) {
		return direction === 'up' ? 0 : text.length;
	}

	const otherStart = direction === 'up' ? text.lastIndexOf('\n', start - 2) + 1 : end + 1;
	const other = charactersOf(text.slice(otherStart, endOfLine(text, otherStart)));
	return (
		otherStart + other.slice(0, charactersOf(text.slice(start, cursor)).length).join('').length
	);
}

const lastCharacter = (text: string): string =>
	charactersOf(text.slice(-longestCharacter)).at(-1) ?? '';

const firstCharacter = (text: string): string =>
	charactersOf(text.slice(0, longestCharacter))[0] ?? '';

export type Preview = {lines: string[]; hidden: number; total: number};

/** The first lines and the last one: enough to recognise a text by, without repeating 200 KB of it. */
export function previewOf(draft: string, rows: number): Preview {
	const all = draft.split('\n');
	const lines = all.length > 1 && all.at(-1) === '' ? all.slice(0, -1) : all;

	if (lines.length <= rows) {
		return {lines: lines.map(shorten), hidden: 0, total: lines.length};
	}

	const shown = [...lines.slice(0, rows - 1), ...lines.slice(-1)];
	return {lines: shown.map(shorten), hidden: lines.length - rows, total: lines.length};
}

/** A row can show no more, and a line of a log may be a megabyte long. */
const shorten = (line: string): string => line.slice(0, 500);

/** The lines around the cursor, with a mark where it is. */
export function previewAt({text, cursor}: Draft, rows: number): Preview {
	const before = text.slice(0, cursor).split('\n');
	const lines = text.split('\n');
	const at = before.length - 1;
	const column = before.at(-1)?.length ?? 0;
	const from = Math.max(0, Math.min(at - Math.floor(rows / 2), lines.length - rows));
	const shown = lines
		.slice(from, from + rows)
		.map((line, index) => (from + index === at ? markAt(line, column) : shorten(line)));
	return {lines: shown, hidden: lines.length - shown.length, total: lines.length};
}

/** Of a long line, the part around the cursor. */
function markAt(line: string, column: number): string {
	const from = Math.max(0, column - 200);
	return `${line.slice(from, column)}_${line.slice(column, column + 200)}`;
}
