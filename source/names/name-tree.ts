/** A letter of the names that are replaced; `by` is set where a name ends. */
export type Node = {next: Map<string, Node>; by: string | null; isDistinct: boolean};

export const node = (): Node => ({next: new Map(), by: null, isDistinct: false});

/** A name that is distinct is found inside longer words as well. */
export function plant(name: string, by: string, isDistinct: boolean, root: Node): void {
	let at = root;

	for (const letter of name) {
		const next = at.next.get(letter) ?? node();
		at.next.set(letter, next);
		at = next;
	}

	at.by ??= by;
	at.isDistinct = isDistinct;
}

const isWordLetter = (letter: string | undefined): boolean =>
	letter !== undefined && /[A-Za-z0-9_]/.test(letter);

/** The longest name that begins at each place. A plain word counts only where it stands alone. */
export function replaceNames(text: string, root: Node): string {
	let out = '';
	let at = 0;

	while (at < text.length) {
		const found = root.next.has(text[at] ?? '') ? longestAt(text, at, root) : null;

		if (found) {
			out += found.by;
			at += found.length;
		} else {
			out += text[at];
			at += 1;
		}
	}

	return out;
}

function longestAt(text: string, from: number, root: Node): {by: string; length: number} | null {
	let current: Node | undefined = root;
	let best: {by: string; length: number} | null = null;

	for (let at = from; current && at < text.length; at += 1) {
		current = current.next.get(text[at] ?? '');

		if (
			current?.by &&
			(current.isDistinct || !(isWordLetter(text[from - 1]) || isWordLetter(text[at + 1])))
		) {
			best = {by: current.by, length: at + 1 - from};
		}
	}

	return best;
}
