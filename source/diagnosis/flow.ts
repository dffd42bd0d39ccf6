import type {Facts} from '../incident/facts.ts';
import type {Recognisable} from '../incident/recognition.ts';
import type {Check, CheckContext} from './check.ts';
import type {Retry} from './retry.ts';

export type Reference = {title: string; url: string};

/** One known failure, readable from top to bottom. */
export type Flow = Recognisable & {
	title: string;
	/** The words of AWS by which people search; the first is the commonest. */
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
};
