import {type Option, preselected} from '../../run/choice.ts';
import {type DraftVerb, editDraft} from './draft.ts';

export type ListItem = Omit<Option, 'event'>;

/** `at` is where in the filter is typed. `cursor` is -1 where nothing is chosen: the filter found nothing. */
export type ListState = {filter: string; at: number; cursor: number};

export type ListVerb =
	| {verb: 'move'; by: number}
	| {verb: 'to'; end: 'first' | 'last'}
	| {verb: 'number'; number: number}
	| {verb: 'edit'; edit: DraftVerb};

/** `visible` are the items that a filter leaves. */
export type Visible = (filter: string) => readonly ListItem[];

/** Moving stops at both ends; a new filter begins at the first item that it finds. */
export function moveInList(
	state: ListState,
	verb: ListVerb,
	visible: Visible,
	initialKey: string | null = null,
): ListState {
	const {length} = visible(state.filter);

	switch (verb.verb) {
		case 'move':
			return {...state, cursor: clamp(state.cursor + verb.by, length)};
		case 'to':
			return {...state, cursor: verb.end === 'first' ? clamp(0, length) : length - 1};
		case 'number':
			return verb.number <= length ? {...state, cursor: verb.number - 1} : state;
		case 'edit': {
			const {text, cursor: at} = editDraft({text: state.filter, cursor: state.at}, verb.edit);
			// What is chosen stays chosen until the filter is another one.
			return text === state.filter
				? {...state, at}
				: {...filteredBy(text, visible, initialKey), at};
		}
	}
}

/** Without a filter, Enter takes what it took at the beginning. */
export function filteredBy(
	filter: string,
	visible: Visible,
	initialKey: string | null = null,
): ListState {
	const items = visible(filter);
	const first =
		(filter === '' && items.find(({key}) => key === initialKey)) || preselected(items, filter);
	return {filter, at: filter.length, cursor: first === null ? -1 : items.indexOf(first)};
}

/** Who types more digits looks for a name that has them. */
export const mostNumbered = 99;

/** The item that a number names comes first; a name can have the number in it as well. */
export function withNumbered<Item extends ListItem>(
	found: readonly Item[],
	filter: string,
	all: readonly Item[],
): readonly Item[] {
	const named = /^[1-9]\d?$/.test(filter) ? all[Number(filter) - 1] : undefined;
	return named
		? [{...named, isFixed: false}, ...found.filter(({key}) => key !== named.key)]
		: found;
}

const clamp = (cursor: number, count: number): number =>
	count === 0 ? -1 : Math.max(0, Math.min(cursor, count - 1));

/** The part of a list that is painted: what is chosen, and as many whole items around it as `height` rows hold. */
export function windowOf(
	count: number,
	cursor: number,
	height: number,
	rowsOf: (index: number) => number = () => 1,
): {from: number; to: number} {
	const at = Math.max(0, Math.min(cursor, count - 1));
	let [from, to] = [at, Math.min(count, at + 1)];
	let left = height - (count > 0 ? rowsOf(at) : 0);
	const grow = (index: number): boolean => {
		const fits = index >= 0 && index < count && rowsOf(index) <= left;
		left -= fits ? rowsOf(index) : 0;
		return fits;
	};

	for (let isGrowing = true; isGrowing; ) {
		isGrowing = false;

		if (at - from <= to - at && grow(from - 1)) {
			from -= 1;
			isGrowing = true;
		} else if (grow(to)) {
			to += 1;
			isGrowing = true;
		} else if (grow(from - 1)) {
			from -= 1;
			isGrowing = true;
		}
	}

	return {from, to};
}
