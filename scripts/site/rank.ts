/** What is searched of a page: the words of an error are worth more than those of an explanation. */
export type Indexed = {url: string; title: string; errors: string; body: string};

type Counted = Indexed & {words: Map<string, number>};
export type Index = {pages: Counted[]; pagesWith: Map<string, number>};

const weights = {title: 4, errors: 3, body: 1} as const;

export const wordsOf = (text: string): string[] =>
	text
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter(word => word.length > 1);

export function buildIndex(pages: readonly Indexed[]): Index {
	const pagesWith = new Map<string, number>();
	const counted = pages.map(page => {
		const words = new Map<string, number>();

		for (const [part, weight] of Object.entries(weights)) {
			for (const word of new Set(wordsOf(page[part as keyof typeof weights]))) {
				words.set(word, (words.get(word) ?? 0) + weight);
			}
		}

		for (const word of words.keys()) {
			pagesWith.set(word, (pagesWith.get(word) ?? 0) + 1);
		}

		return {...page, words};
	});

	return {pages: counted, pagesWith};
}

/** The best first. A rare word counts more; the last one can be half typed. */
export function rank(query: string, {pages, pagesWith}: Index): Indexed[] {
	const wanted = [...new Set(wordsOf(query))];
	const last = wanted.at(-1) ?? '';
	const half = last.length > 2 && !pagesWith.has(last) ? last : null;
	const rarity = (word: string) =>
		Math.log(1 + pages.length / (pagesWith.get(word) ?? pages.length));
	const scored = pages.map(page => {
		const exact = wanted.reduce((sum, word) => sum + (page.words.get(word) ?? 0) * rarity(word), 0);
		const begun = half === null ? [] : [...page.words].filter(([word]) => word.startsWith(half));
		return {
			page,
			score: exact + Math.max(0, ...begun.map(([word, weight]) => weight * rarity(word))),
		};
	});

	return scored
		.filter(({score}) => score > 0)
		.toSorted((one, other) => other.score - one.score)
		.map(({page}) => page);
}
