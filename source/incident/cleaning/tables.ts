import {joinLines} from './wraps.ts';

type Table = {rows: string[][]; end: number};

/** Puts cells that were wrapped within their column together again, so that each row is one line. */
export function withoutTables(text: string): string {
	const lines = text.split('\n');
	const result: string[] = [];

	for (let at = 0; at < lines.length; ) {
		const table = delimitedTable(lines, at) ?? alignedTable(lines, at);

		if (!table) {
			result.push(lines[at] ?? '');
			at += 1;
			continue;
		}

		result.push(...table.rows.map(cells => cells.filter(Boolean).join(' ')));
		at = table.end;
	}

	return result.join('\n');
}

const rule = /^(?=.*[+─━═=-]{3})[\s+|│┃╭╮╰╯┌┐└┘├┤┬┴┼─━═=-]{3,}$/;
const delimiter = /[|│┃║]/g;

/** Two or more lines with delimiters at the same places: `│ CREATE_FAILED │ Resource handler retur │`. */
function delimitedTable(lines: readonly string[], at: number): Table | null {
	const next = new Set(delimiterPlaces(nextOf(lines, at)));
	const places = delimiterPlaces(lines[at] ?? '').filter(place => next.has(place));
	const isSame = (line: string) => {
		const found = delimiterPlaces(line);
		return found[0] === places[0] && places.every(place => found.includes(place));
	};

	return places.length >= 2 && isSame(lines[at] ?? '')
		? collect(lines, at, [0, ...places.map(place => place + 1)], isSame)
		: null;
}

const delimiterPlaces = (line: string): number[] =>
	rule.test(line) ? [] : [...line.slice(0, 1000).matchAll(delimiter)].map(({index}) => index);

const nextOf = (lines: readonly string[], at: number): string =>
	lines.slice(at + 1, at + 3).find(line => !rule.test(line)) ?? '';

const header = /^\s*ResourceStatus\s{2,}\S/;
const status = /^\s*[A-Z]+(?:_[A-Z]+){0,5}_(?:FAILED|IN_PROGRESS|COMPLETE)\s{2,}\S/;

/** Columns by white space, as SAM prints the events of CloudFormation. */
function alignedTable(lines: readonly string[], at: number): Table | null {
	const first = lines[at] ?? '';

	if (!header.test(first) && !status.test(first)) {
		return null;
	}

	const starts = [...first.slice(0, 1000).matchAll(/\S+(?: \S+)*/g)].map(({index}) => index);
	const second = starts[1] ?? 0;
	const fits = (line: string) =>
		starts.every(start => start === 0 || (line[start - 1] ?? ' ') === ' ') &&
		(/^\s*[A-Z]+_[A-Z_]+\s/.test(line) || line.slice(0, second).trim() === '') &&
		line.trim() !== '';

	return fits(nextOf(lines, at)) ? collect(lines, at, starts, fits) : null;
}

/** A line whose first cell is empty goes on with the row above it. */
function collect(
	lines: readonly string[],
	at: number,
	starts: readonly number[],
	belongs: (line: string) => boolean,
): Table {
	const records: string[][][] = [];
	const firstColumn = cellAt(lines[at] ?? '', starts[0] ?? 0, starts[1]).trim() === '' ? 1 : 0;
	let end = at;

	for (; end < lines.length; end += 1) {
		const line = lines[end] ?? '';

		if (rule.test(line)) {
			continue;
		}

		if (end > at && !belongs(line)) {
			break;
		}

		const cells = starts.map((start, index) => cellAt(line, start, starts[index + 1]));
		const isNew = records.length === 0 || cells[firstColumn]?.trim() !== '';
		const record = isNew ? starts.map(() => []) : (records.at(-1) ?? []);
		cells.forEach((cell, index) => {
			record[index]?.push(cell);
		});

		if (isNew) {
			records.push(record);
		}
	}

	return {rows: records.map(record => record.map(joinLines)), end};
}

const cellAt = (line: string, start: number, next: number | undefined): string =>
	line
		.slice(start, next)
		.replace(/[|│┃║]\s*$/, '')
		.replace(/^ /, '')
		.trimEnd();
