import type {Facts} from '../incident/facts.ts';
import type {Recognisable} from '../incident/recognition.ts';
import type {Check, CheckContext} from './check.ts';
import type {Retry} from './retry.ts';

export type Reference = {title: string; url: string};

/** One known failure, readable from top to bottom. */
export type Flow = Recognisable & {
	title: string;
	/** AWS's own words of the error, by which people search: the title of its page begins with them. */
	message?: string;
	/** Texts as people paste them; the first is the most common. */
	examples: readonly string[];
	/** Paragraphs, in the words of a colleague. `text` is the cleaned text, for what facts have no field for. */
	explanation(facts: Facts, text?: string): string[];
	nextSteps(facts: Facts, text?: string): string[];
	checks: readonly Check[];
	/** What the person has to add to the subject before the checks can tell anything. */
	lacks?(context: CheckContext): Promise<'log-group' | null>;
	/** What can be repeated once it is mended; null where nothing can, for this subject. */
	retry?(context: CheckContext): Promise<Retry | null>;
	references: readonly Reference[];
	/** Texts that look alike and are something else, with what they are. */
	lookalikes?: readonly Lookalike[];
	/** The policy, the command or the piece of a definition that most people need, ready to copy. */
	snippet?: Snippet;
};

/** `flow`: its id, where it is another known failure. */
export type Lookalike = {text: string; is: string; flow?: string};
export type Snippet = {says: string; language: 'json' | 'sh'; code: string};
