import type {Facts} from '../incident/facts.ts';
import type {Recognisable} from '../incident/recognition.ts';
import type {Check, CheckContext} from './check.ts';
import type {Retry} from './retry.ts';

export type Reference = {title: string; url: string};

/** What the module of a check exports. */
export type CheckModule = {check: Check} | {checks: readonly Check[]};

/**
 * One known failure, readable from top to bottom. What reads the account is imported when it is first needed:
 * recognizing a text loads none of it.
 */
export type Flow = Recognisable & {
	title: string;
	/** AWS's own words of the error, by which people search: the title of its page begins with them. */
	message?: string;
	/** Texts as people paste them; the first is the most common. */
	examples: readonly string[];
	/** Paragraphs, in the words of a colleague. `text` is the cleaned text, for what facts have no field for. */
	explanation(facts: Facts, text?: string): string[];
	nextSteps(facts: Facts, text?: string): string[];
	checks(): Array<Promise<CheckModule>>;
	/** What the person has to add to the subject before the checks can find anything out. */
	missingInput?(): Promise<{missingInput(context: CheckContext): Promise<'log-group' | null>}>;
	/** What can be repeated after the fix; null where nothing can, for this subject. */
	retry?(): Promise<{retry(context: CheckContext): Promise<Retry | null>}>;
	references: readonly Reference[];
	/** Texts that look alike and are something else, with what they are. */
	lookalikes?: readonly Lookalike[];
	/** The policy, the command or the piece of a definition that most people need, ready to copy. */
	snippet?: Snippet;
};

/** `flow`: its id, where it is another known failure. */
type Lookalike = {text: string; is: string; flow?: string};
type Snippet = {says: string; language: 'json' | 'sh'; code: string};

export const loadChecks = async (modules: ReadonlyArray<Promise<CheckModule>>): Promise<Check[]> =>
	(await Promise.all(modules)).flatMap(module =>
		'checks' in module ? module.checks : [module.check],
	);

export const missingInputOf = async (
	flow: Flow,
	context: CheckContext,
): Promise<'log-group' | null> =>
	(await (await flow.missingInput?.())?.missingInput(context)) ?? null;

export const retryOf = async (flow: Flow, context: CheckContext): Promise<Retry | null> =>
	(await (await flow.retry?.())?.retry(context)) ?? null;
