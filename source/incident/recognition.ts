import type {Facts} from './facts.ts';

/** The facts, and whether the refused principal is the role of the state machine at hand, where that is known. */
export type Clues = Facts & {isOwnRole?: boolean};

export type Confidence = 'certain' | 'likely' | 'possible';

/** One way in which a text gives a flow away: all that is given here must hold. */
export type Pattern = {
	/** Matched against the cleaned text: one line, white space folded, wrappings and escapes removed. */
	text?: RegExp;
	/** Must be found as well, anywhere in the text. */
	also?: RegExp;
	/** One match and this pattern does not hold; the flow's others still may. */
	unless?: RegExp;
	/** What the extracted facts must say besides, or instead. */
	facts?: (facts: Clues) => boolean;
	confidence: Confidence;
};

/** The part of a flow that recognition needs. */
export type Recognisable = {
	id: string;
	patterns: readonly Pattern[];
	/** Texts of other products that look alike: one match and the flow is out. */
	never?: readonly RegExp[];
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
