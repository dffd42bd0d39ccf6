import {sanitise} from '../../output/sanitise.ts';

/** More than any error message; what is beyond it is dropped. Characters. */
const longestDraft = 4 * 1024 * 1024;

/** Adds typed or pasted text. Terminals send a pasted newline as CR; escapes and controls are left out. */
export const insertText = (draft: string, input: string): string =>
	`${draft}${sanitise(input)}`.slice(0, longestDraft);

/** Takes the last character off, as a person counts characters. */
export function rubOut(draft: string): string {
	const tail = draft.slice(-32);
	const last = [...new Intl.Segmenter().segment(tail)].at(-1)?.segment ?? '';
	return draft.slice(0, draft.length - last.length);
}

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
