import {isObject, type JsonObject} from '../json.ts';
import type {Edit} from './patch-definition.ts';
import type {StateAt} from './walk-states.ts';

/** A text in a state that is read as a path or an expression. */
export type PathUse = {
	/** From the state on: `['Parameters', 'customer.$']`. */
	at: (string | number)[];
	text: string;
	/** What it reads: the state's input, or what its task gave back. */
	side: 'input' | 'result';
};

/** The states within a state have paths of their own, and ResultPath writes. */
const notRead = new Set(['ItemProcessor', 'Iterator', 'Branches', 'ResultPath', 'Comment']);
const afterTheTask = new Set(['ResultSelector', 'OutputPath', 'Output', 'Assign', 'Catch']);

/** The texts of a state that ask for this very path, alone or within an expression. */
export const usesOfPath = (state: StateAt, path: string): PathUse[] =>
	pathUses(state).filter(({text}) => occurrences(text, path).length > 0);

/** Every text of a state that is read as a path or an expression. */
export const pathUses = (state: StateAt): PathUse[] =>
	Object.entries(state.value)
		.filter(([field]) => !notRead.has(field))
		.flatMap(([field, value]) =>
			textsIn(value, [field], state).map(found => ({
				...found,
				side: afterTheTask.has(field) ? ('result' as const) : ('input' as const),
			})),
		);

/** The same texts with another path in its place. */
export const replacePath = (
	{segments}: StateAt,
	uses: readonly PathUse[],
	path: string,
	other: string,
): Edit[] =>
	uses.map(({at, text}) => ({path: [...segments, ...at], value: replaced(text, path, other)}));

type Text = Pick<PathUse, 'at' | 'text'>;

function textsIn(value: unknown, at: (string | number)[], state: StateAt): Text[] {
	if (typeof value === 'string') {
		return isRead(at.at(-1), value, state) ? [{at, text: value}] : [];
	}

	return entriesOf(value).flatMap(([key, inner]) => textsIn(inner, [...at, key], state));
}

function entriesOf(value: unknown): Array<[string | number, unknown]> {
	if (Array.isArray(value)) {
		return value.map((item, index) => [index, item]);
	}

	return isObject(value)
		? Object.entries<unknown>(value satisfies JsonObject).filter(([key]) => !notRead.has(key))
		: [];
}

/** `customer.$`, `InputPath`, `SecondsPath`, `Variable`; in JSONata what stands between `{%` and `%}`. */
const isRead = (field: string | number | undefined, text: string, {queryLanguage}: StateAt) =>
	queryLanguage === 'JSONata'
		? text.trim().startsWith('{%')
		: /\.\$$|Path$|^Variable$|(?:Equals|Than)Path$/.test(String(field));

/** Where the path stands whole: `$.order` is no part of `$.orders`, and `$.a.order` has none of it. */
function occurrences(text: string, path: string): number[] {
	const found: number[] = [];

	for (let at = text.indexOf(path); at !== -1; at = text.indexOf(path, at + 1)) {
		const before = text[at - 1] ?? '';
		const after = text[at + path.length] ?? '';

		if (!/[\w$.]/.test(before) && !/[\w-]/.test(after)) {
			found.push(at);
		}
	}

	return found;
}

const replaced = (text: string, path: string, other: string): string =>
	occurrences(text, path).reduceRight(
		(changed, at) => changed.slice(0, at) + other + changed.slice(at + path.length),
		text,
	);
