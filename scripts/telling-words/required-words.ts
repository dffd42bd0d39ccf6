/**
 * What a text must contain for a regular expression to match: clauses, of each at least one word, in lower case.
 * No clause means that nothing is known. It knows the syntax that the flows use, and throws at any other.
 */
export type Clause = readonly string[];

type Node =
	| {kind: 'character'; character: string; isOptional: boolean}
	/** Anything of which no word is known, or that is not there at all. */
	| {kind: 'unknown'}
	/** Takes no place: `\b`, `^`, what must not follow. */
	| {kind: 'nowhere'}
	| {kind: 'group'; alternatives: Node[][]};

/** Shorter words are in every text; two signs of another script are a word. */
const isTelling = (word: string): boolean => word.length >= (/[^ -~]/.test(word) ? 2 : 3);

export const requiredWords = (source: string): Clause[] => {
	const parser = createParser(source);
	const alternatives = parser.alternatives();

	if (!parser.isAtEnd()) {
		throw new Error(`This expression has a form that is not known here: ${source}`);
	}

	return clausesOf(alternatives).map(withoutLonger);
};

/** A text with `functions` has `function` too. */
const withoutLonger = (clause: Clause): Clause =>
	clause.filter(word => !clause.some(other => other !== word && word.includes(other)));

/** A text is one of the alternatives, so of each the most telling clause counts. */
function clausesOf(alternatives: readonly Node[][]): Clause[] {
	const each = alternatives.map(sequenceClauses);
	const [only = []] = each;

	if (each.length === 1) {
		return only;
	}

	const best = each.map(clauses => clauses.toSorted(byTelling)[0]);
	return best.every(clause => clause !== undefined) ? [[...new Set(best.flat())]] : [];
}

const byTelling = (one: Clause, other: Clause): number =>
	shortestOf(other) - shortestOf(one) || one.length - other.length;

const shortestOf = (clause: Clause): number => Math.min(...clause.map(({length}) => length));

/** What follows upon each other must all be there. */
function sequenceClauses(nodes: readonly Node[]): Clause[] {
	const clauses: Clause[] = [];
	/** As it may be written: `access ?denied` with its blank and without. */
	let spellings = [''];

	const endWord = () => {
		if (spellings.every(isTelling)) {
			clauses.push(spellings);
		}

		spellings = [''];
	};

	for (const node of nodes) {
		if (node.kind === 'character') {
			const character = node.character.toLowerCase();
			const longer = spellings.map(word => word + character);
			spellings = node.isOptional ? [...spellings, ...longer] : longer;
		} else if (node.kind !== 'nowhere') {
			endWord();
			clauses.push(...(node.kind === 'group' ? clausesOf(node.alternatives) : []));
		}

		if (spellings.length > 4) {
			endWord();
		}
	}

	endWord();
	return clauses;
}

function createParser(source: string) {
	let at = 0;
	const rest = (pattern: RegExp): RegExpExecArray | null => {
		pattern.lastIndex = at;
		const found = pattern.exec(source);
		at += found?.[0].length ?? 0;
		return found;
	};

	function alternatives(): Node[][] {
		const all = [sequence()];

		while (rest(/\|/y)) {
			all.push(sequence());
		}

		return all;
	}

	function sequence(): Node[] {
		const nodes: Node[] = [];

		while (at < source.length && source[at] !== '|' && source[at] !== ')') {
			const node = atom();
			const quantifier = rest(/(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/y);

			if (!quantifier) {
				nodes.push(node);
			} else if (/^\+|^\{[1-9]/.test(quantifier[0])) {
				// Once or more often: what stands before and behind it does not touch.
				nodes.push({kind: 'unknown'}, {kind: 'group', alternatives: [[node]]}, {kind: 'unknown'});
			} else {
				const isOptional = node.kind === 'character' && quantifier[0] === '?';
				nodes.push(isOptional ? {...node, isOptional} : {kind: 'unknown'});
			}
		}

		return nodes;
	}

	function atom(): Node {
		const opening = rest(/\((?:\?(?:<?[=!]|:|<\w+>))?/y)?.[0];

		if (opening) {
			const inner = alternatives();

			if (!rest(/\)/y)) {
				throw new Error(`A group is not closed: ${source}`);
			}

			// What is ahead or behind is in the text too, though not between its neighbors; what must not be there is not.
			return opening.endsWith('!') ? {kind: 'nowhere'} : {kind: 'group', alternatives: inner};
		}

		const members = rest(/\[(\^?)((?:\\.|[^\]\\])*)\]/y);

		if (members) {
			const [, isNot, inside = ''] = members;
			const letters = /^[a-z]{2}$/i.test(inside) ? new Set(inside.toLowerCase()) : new Set();
			const [letter] = letters;
			return !isNot && letters.size === 1
				? {kind: 'character', character: String(letter), isOptional: false}
				: {kind: 'unknown'};
		}

		if (rest(/\\[bB]|[$^]/y)) {
			return {kind: 'nowhere'};
		}

		if (rest(/\\(?:[dDwWsSnrt1-9]|u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|p\{\w+\})|\./y)) {
			return {kind: 'unknown'};
		}

		const character = rest(/\\([^A-Za-z0-9])|([^\\])/y);

		if (!character) {
			throw new Error(`An escape is not known here: ${source.slice(at, at + 10)} in ${source}`);
		}

		return {kind: 'character', character: character[1] ?? character[2] ?? '', isOptional: false};
	}

	return {alternatives, isAtEnd: () => at === source.length};
}
