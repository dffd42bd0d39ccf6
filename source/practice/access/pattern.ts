/** The condition keys of a request in lower case, each with its values. */
export type Context = ReadonlyMap<string, readonly string[]>;

const anything = Symbol('*');
const anyOne = Symbol('?');

export type WildcardPattern = (string | typeof anything | typeof anyOne)[];

type Reading = {
	/** Whether `*` and `?` are wildcards. */
	wildcards: boolean;
	/** What `${…}` stands for; null where it is plain text. */
	variables: Context | null;
};

/**
 * Null where a variable has no value in this request: then the whole pattern matches nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function readPattern(text: string, {wildcards, variables}: Reading): WildcardPattern | null {
	const pattern: WildcardPattern = [];

	// Every second part is a variable.
	for (const [index, part] of text.split(/(\$\{[^}]{1,256}\})/).entries()) {
		if (variables === null || index % 2 === 0) {
			pattern.push(...(wildcards ? [...part].map(wildcardOf) : part));
			continue;
		}

		const value = textOf(part.slice(2, -1), variables);

		if (value === null) {
			return null;
		}

		pattern.push(...value);
	}

	return pattern;
}

const wildcardOf = (character: string): WildcardPattern[number] =>
	character === '*' ? anything : character === '?' ? anyOne : character;

/** `${*}`, `${?}` and `${$}` are the characters themselves; `${key, 'text'}` has a default. */
function textOf(variable: string, variables: Context): string | null {
	if (['*', '?', '$'].includes(variable)) {
		return variable;
	}

	const [, key = '', otherwise] = /^([^,]+?)(?:\s*,\s*'([^']*)')?\s*$/.exec(variable) ?? [];
	const values = variables.get(key.trim().toLowerCase());

	return (values?.length === 1 ? values[0] : otherwise) ?? null;
}

/** Walks both at once; after a mismatch it goes back to the last `*` and gives it one character more. */
export function matchesPattern(pattern: WildcardPattern, text: string): boolean {
	const characters = [...text];
	let at = 0;
	let next = 0;
	let star: {pattern: number; text: number} | null = null;

	while (at < characters.length) {
		const expected = pattern[next];

		if (expected === anything) {
			star = {pattern: next + 1, text: at};
			next += 1;
		} else if (expected === anyOne || (expected !== undefined && expected === characters[at])) {
			at += 1;
			next += 1;
		} else if (star === null) {
			return false;
		} else {
			star.text += 1;
			at = star.text;
			next = star.pattern;
		}
	}

	return pattern.slice(next).every(rest => rest === anything);
}
