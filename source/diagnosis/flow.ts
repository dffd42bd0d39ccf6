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
	/** The words of AWS by which people search; the first is the commonest. */
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
};

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
