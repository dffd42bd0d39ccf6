import {type Option, preselected} from '../../run/choice.ts';

export type ListItem = Omit<Option, 'event'>;

/** `cursor` is -1 where nothing is chosen: the filter found nothing. */
export type ListState = {filter: string; cursor: number};

export type ListVerb =
	| {verb: 'move'; by: number}
	| {verb: 'to'; end: 'first' | 'last'}
	| {verb: 'number'; number: number}
	| {verb: 'type'; text: string}
	| {verb: 'rub-out'}
	| {verb: 'clear'};

/** `visible` are the items that a filter leaves. */
export type Visible = (filter: string) => readonly ListItem[];

/** Moving stops at both ends; a new filter begins at the first item that it finds. */
export function moveInList(state: ListState, verb: ListVerb, visible: Visible): ListState {
	const {length} = visible(state.filter);

	switch (verb.verb) {
		case 'move':
			return {...state, cursor: clamp(state.cursor + verb.by, length)};
		case 'to':
			return {...state, cursor: verb.end === 'first' ? clamp(0, length) : length - 1};
		case 'number':
			return verb.number <= length ? {...state, cursor: verb.number - 1} : state;
		case 'type':
			return filteredBy(state.filter + verb.text, visible);
		case 'rub-out':
			return filteredBy([...state.filter].slice(0, -1).join(''), visible);
		case 'clear':
			return filteredBy('', visible);
	}
}

export function filteredBy(filter: string, visible: Visible): ListState {
	const items = visible(filter);
	const first = preselected(items, filter);
	return {filter, cursor: first === null ? -1 : items.indexOf(first)};
}

const clamp = (cursor: number, count: number): number =>
	count === 0 ? -1 : Math.max(0, Math.min(cursor, count - 1));

/** The part of a list that is painted: `height` rows around the cursor. */
export function windowOf(
	count: number,
	cursor: number,
	height: number,
): {from: number; to: number} {
	const from = Math.max(0, Math.min(cursor - Math.floor(height / 2), count - height));
	return {from, to: Math.min(count, from + height)};
}
