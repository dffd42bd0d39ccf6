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
