import type {Facts} from './facts.ts';

export type Confidence = 'certain' | 'likely' | 'possible';

/** One way in which a text gives a flow away. */
export type Pattern = {
	/** Matched against the cleaned text: one line, white space folded, wrappings and escapes removed. */
	text?: RegExp;
	/** What the extracted facts must say besides, or instead. */
	facts?: (facts: Facts) => boolean;
	confidence: Confidence;
};

/** The part of a flow that recognition needs. */
export type Recognisable = {
	id: string;
	patterns: readonly Pattern[];
	/** Texts of other products that look alike: one match and the flow is out. */
	never?: readonly RegExp[];
};
