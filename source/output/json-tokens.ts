export type JsonToken = {kind: 'key' | 'literal'; from: number; to: number};

/**
 * A string and what follows it, or a number, true, false or null where JSON has a value. Prose that quotes a word has
 * neither: it is not told apart before.
 */
const token =
	/("(?:[^"\\]|\\.)*")(\s*:)?|(?<=(?:"\s*:|[[,]|^)\s*)(?:-?\d[\d.eE+-]*|true|false|null)(?=\s*(?:[,\]}]|$))/gm;

/** More is no document that a person reads in colors. */
const longest = 20_000;

/** The keys and the values that are no strings, also in a part of a document or in a command that holds one. */
export const jsonTokens = (text: string): JsonToken[] =>
	text.length > longest || !/"\s*:/.test(text)
		? []
		: [...text.matchAll(token)].flatMap(({index, 0: whole, 1: string, 2: colon}) =>
				string === undefined || colon !== undefined
					? [
							{
								kind: string === undefined ? ('literal' as const) : ('key' as const),
								from: index,
								to: index + (string ?? whole).length,
							},
						]
					: [],
			);
