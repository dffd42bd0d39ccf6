import type {Facts} from './facts.ts';
import type {Confidence} from './recognition.ts';

/** A flow that a text fits, with the passages that say so. */
export type Match = {flow: string; confidence: Confidence; quoted: string[]};

/** What the person brings: the pasted text, what it says and what it fits. */
export type Incident = {
	/** The text as cleaned for recognition. */
	text: string;
	facts: Facts;
	/** The likeliest first; none where no flow fits. */
	matches: Match[];
};
