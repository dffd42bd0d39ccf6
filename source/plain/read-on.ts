/** Lines that were typed or pasted as one answer; null at the end of input. */
export type AskLines = (question: string) => Promise<string[] | null>;

/** More lines, up to one that holds only a full stop. */
export async function readOn(first: string[], ask: AskLines): Promise<string[]> {
	const lines = [...first];

	for (;;) {
		const end = lines.findIndex(line => line.trim() === '.');

		if (end >= 0) {
			return lines.slice(0, end);
		}

		const more = await ask('');

		if (more === null) {
			return lines;
		}

		lines.push(...more);
	}
}
