import type {Facts} from '../incident/facts.ts';
import type {Recognisable} from '../incident/recognition.ts';
import type {Check} from './check.ts';

export type Reference = {title: string; url: string};

/** One known failure, readable from top to bottom. */
export type Flow = Recognisable & {
	title: string;
	/** Paragraphs, in the words of a colleague. */
	explanation(facts: Facts): string[];
	nextSteps(facts: Facts): string[];
	checks: readonly Check[];
	references: readonly Reference[];
};
