import type {Facts} from './facts.ts';

/** The facts, and whether the refused principal is the role of the state machine at hand, where that is known. */
export type Clues = Facts & {isOwnRole?: boolean};

/** What recognition needs of a regular expression. One with thousands of characters takes longer to compile than all others. */
export type Expression = Pick<RegExp, 'test' | 'source'> & {
	exec(text: string): {index: number; 0: string} | null;
};

/** Finds what one of them finds first. */
export const eitherOf = (...expressions: readonly Expression[]): Expression => ({
	source: expressions.map(({source}) => source).join('|'),
	test: text => expressions.some(expression => expression.test(text)),
	exec: text =>
		expressions
			.map(expression => expression.exec(text))
			.filter(found => found !== null)
			.sort((one, other) => one.index - other.index)[0] ?? null,
});

export type Confidence = 'certain' | 'likely' | 'possible';

/** One way in which a text gives a flow away: all that is given here must hold. */
export type Pattern = {
	/** Matched against the cleaned text: one line, white space folded, wrappings and escapes removed. */
	text?: Expression;
	/** Must be found as well, anywhere in the text. */
	also?: Expression;
	/** One match and this pattern does not hold; the flow's others still may. */
	unless?: Expression;
	/** What the extracted facts must say besides, or instead. */
	facts?: (facts: Clues) => boolean;
	confidence: Confidence;
};

/** The part of a flow that recognition needs. */
export type Recognisable = {
	id: string;
	patterns: readonly Pattern[];
	/** Texts of other products that look alike: one match and the flow is out. */
	never?: readonly Expression[];
};

/** The same patterns, holding only where the facts say so too. */
export const where = (
	patterns: readonly Pattern[],
	facts: (facts: Clues) => boolean,
): readonly Pattern[] =>
	patterns.map(pattern => ({
		...pattern,
		facts: found => facts(found) && (pattern.facts?.(found) ?? true),
	}));
