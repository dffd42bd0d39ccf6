import type {Facts} from '../incident/facts.ts';
import type {Recognisable} from '../incident/recognition.ts';
import type {Check} from './check.ts';

export type Reference = {title: string; url: string};

/** One known failure, readable from top to bottom. */
export type Flow = Recognisable & {
	title: string;
	/** Paragraphs, in the words of a colleague. `text` is the cleaned text, for what facts have no field for. */
	explanation(facts: Facts, text?: string): string[];
	nextSteps(facts: Facts, text?: string): string[];
	checks: readonly Check[];
	references: readonly Reference[];
};
