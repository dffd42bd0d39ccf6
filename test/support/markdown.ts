/**
 * What would not be shown as it is meant: a block of code that does not end, a row of a table with another number of
 * cells, HTML outside code. Enough of CommonMark for what sfn-fix writes.
 */
export function markdownFaults(text: string): string[] {
	const faults: string[] = [];
	let fence: string | null = null;
	let columns: number | null = null;

	for (const [index, line] of text.split('\n').entries()) {
		const [, mark] = line.match(/^ {0,3}(`{3,}|~{3,})/) ?? [];

		if (fence !== null) {
			fence = mark?.startsWith(fence) && line.trim() === mark ? null : fence;
			continue;
		}

		if (mark !== undefined) {
			fence = mark;
			continue;
		}

		const cells = line.startsWith('|') ? (line.match(/(?<!\\)\|/g)?.length ?? 0) : null;

		if (cells !== null && columns !== null && cells !== columns) {
			faults.push(`line ${index + 1}: ${cells - 1} cells instead of ${columns - 1}`);
		}

		if (/(?<!\\)</.test(line.replace(/(`+).*?\1/g, '').replace(/^<!--.*-->$/, ''))) {
			faults.push(`line ${index + 1}: HTML`);
		}

		columns = cells;
	}

	return fence === null ? faults : [...faults, 'a block of code does not end'];
}
