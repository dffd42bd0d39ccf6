import type {DiffLine} from '../changes/diff.ts';
import type {RunEvent} from './event.ts';

/** `Event` is what an answer means to the one who asks. */
export type Option<Event = RunEvent> = {
	key: string;
	label: string;
	/** Stands after the label, on the same row. */
	detail?: string;
	/** What it means to choose it: shown under the option that is selected. */
	hint?: string;
	/** Found by the filter, and not shown. */
	alsoFoundBy?: string;
	/** The key that chooses it at once. */
	shortcut?: 'Tab';
	/** Stays whatever the filter says, after the others. */
	isFixed?: boolean;
	event: Event;
};

/** What a step asks, as data: every face shows the same words and takes the same answers. */
export type Question<Event = RunEvent> =
	| {
			kind: 'choice';
			text: string;
			/** Stands above the question. */
			note: string | null;
			options: Option<Event>[];
			/** What is counted under a filter: `state machine`. Null: too few options to filter. */
			filterFor: string | null;
			/** A catalog, all of which is shown where nothing can be scrolled through. */
			isCatalog: boolean;
			/** More options are on their way. */
			isArriving: boolean;
			filter: string;
			/** The key of the option that Enter takes at once; null for the first. */
			preselected: string | null;
			/** Where an error can be pasted instead of choosing. */
			takesError: boolean;
			/** What was typed or pasted can be more than a filter: `optionForText` reads it. */
			takesTarget: boolean;
	  }
	| {
			kind: 'text';
			text: string;
			placeholder: string;
			draft: string;
			/** The draft was put there for the person: it can be taken as it is. */
			isOffered: boolean;
			fault: string | null;
			/** What a text of nothing does; null where one is needed. */
			empty: string | null;
			submit: Event;
	  }
	/** The default is no. `about` is named whole; `summary` says in short what a yes does. */
	| {
			kind: 'confirm';
			text: string;
			about: string;
			summary: string[];
			/** The diff above, and what of the summary it says as well: not said twice where that is hardly shorter. */
			diff?: {lines: readonly DiffLine[]; says: readonly string[]};
			yes: string;
			no: string;
	  };

const answers: Record<string, boolean> = {y: true, yes: true, n: false, no: false, '': false};

/** Nothing but `y` and `yes` is a yes. Null: neither, which is asked again. */
export function yesOrNo(typed: string): boolean | null {
	const answer = typed.trim().toLowerCase();
	return Object.hasOwn(answers, answer) ? (answers[answer] ?? null) : null;
}

export type Choice<Event = RunEvent> = Extract<Question<Event>, {kind: 'choice'}>;

type ChoiceParts<Event> = Partial<Omit<Choice<Event>, 'kind' | 'text'>> & {
	options: Option<Event>[];
};

/** A question with a few ways to answer, as far as `parts` does not say otherwise. */
export const choice = <Event = RunEvent>(
	text: string,
	parts: ChoiceParts<Event>,
): Choice<Event> => ({
	kind: 'choice',
	text,
	note: null,
	filterFor: null,
	isCatalog: false,
	isArriving: false,
	filter: '',
	preselected: null,
	takesError: false,
	takesTarget: false,
	...parts,
});

/** No name and no ARN is longer: what is, is no filter. */
const longestFilter = 400;

/** Every word of the filter has to occur, in any order and case. Fixed options come last. */
export function filterOptions<Item extends Omit<Option, 'event'>>(
	options: readonly Item[],
	filter: string,
): Item[] {
	const words = wordsOf(filter);

	return [
		...options.filter(option => !option.isFixed && words && fits(option, words)),
		...options.filter(option => option.isFixed),
	];
}

/**
 * Finds by a filter as it is typed: a longer one looks among what the shorter one found, and a key that leaves the
 * filter as it is looks at nothing.
 */
export function createFinder<Item extends Omit<Option, 'event'>>(
	options: readonly Item[],
): (filter: string) => Item[] {
	let last = {filter: '', found: filterOptions(options, '')};

	return filter => {
		if (filter !== last.filter) {
			const isNarrower =
				filter.length <= longestFilter &&
				filter.toLowerCase().startsWith(last.filter.toLowerCase());
			last = {filter, found: filterOptions(isNarrower ? last.found : options, filter)};
		}

		return last.found;
	};
}

function fits(
	{label, detail = '', alsoFoundBy = ''}: Omit<Option, 'event'>,
	words: readonly string[],
): boolean {
	const texts = [label, detail, alsoFoundBy];
	return words.every(word => texts.some(text => text.toLowerCase().includes(word)));
}

/** Null where it is too long for a filter: it finds nothing. */
const wordsOf = (filter: string): string[] | null =>
	filter.length <= longestFilter ? filter.toLowerCase().split(/\s/).filter(Boolean) : null;

/**
 * What Enter takes before anything is moved: the first option that the filter found. Null where it found none: what
 * is offered whatever the filter says is not what was looked for.
 */
export function preselected<Item extends Omit<Option, 'event'>>(
	options: readonly Item[],
	filter: string,
): Item | null {
	const words = filter.trim() === '' ? null : wordsOf(filter);
	return options.find(option => !option.isFixed || (words && fits(option, words))) ?? null;
}
