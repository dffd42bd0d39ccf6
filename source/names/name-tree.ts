import {kinds, nameField, withoutType} from './name-words.ts';

/** Where a name counts: inside longer words as well, beside other words, or as a whole word with its hyphens. */
export type Reach = 'inside' | 'word' | 'token';

/** A letter of the names that are replaced; `by` is set where a name ends. */
export type Node = {next: Map<string, Node>; by: string | null; reach: Reach};

export const node = (): Node => ({next: new Map(), by: null, reach: 'word'});

export function plant(name: string, by: string, reach: Reach, root: Node): void {
	let at = root;

	for (const letter of name) {
		const next = at.next.get(letter) ?? node();
		at.next.set(letter, next);
		at = next;
	}

	if (at.by === null) {
		at.by = by;
		at.reach = reach;
	}
}

/** What beside a name makes it a part of something longer. */
const joins: Record<Reach, RegExp | null> = {
	inside: null,
	word: /[A-Za-z0-9_]/,
	token: /[A-Za-z0-9_-]/,
};

/** A path is no name, nor is the end of one. */
const pathLetter = /[\w./-]/;

function standsFree(text: string, from: number, to: number, reach: Reach): boolean {
	const before = text[from - 1] ?? ' ';
	const joining = joins[reach];

	return (
		!(text[from] === '/' && pathLetter.test(before)) &&
		!(joining?.test(before) || joining?.test(text[to] ?? ' '))
	);
}

/** What AWS calls an action, a type or a service: no part of it is a name. */
const ownToken =
	/(?<![\w:])(?:([a-z][a-z0-9-]*):[A-Z][A-Za-z*]*(?![\w:/.-])|AWS::\w+(?:::\w+)*|aws_[a-z_]+(?![\w-])|(?:[a-z][a-z-]*\.){1,2}amazonaws\.com(?![\w.]))/y;

const isOwnPrefix = (prefix: string | undefined): boolean =>
	prefix === undefined ||
	withoutType.has(prefix) ||
	!(kinds[prefix.toLowerCase()] !== undefined || nameField.test(prefix));

function ownTokenAt(text: string, at: number): string | null {
	ownToken.lastIndex = at;
	const found = ownToken.exec(text);
	return found && isOwnPrefix(found[1]) ? found[0] : null;
}

/** The longest name that begins at each place. */
export function replaceNames(text: string, root: Node): string {
	let out = '';
	let at = 0;

	while (at < text.length) {
		const own = ownTokenAt(text, at);

		if (own !== null) {
			out += own;
			at += own.length;
			continue;
		}

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

		if (current?.by && standsFree(text, from, at + 1, current.reach)) {
			best = {by: current.by, length: at + 1 - from};
		}
	}

	return best;
}
