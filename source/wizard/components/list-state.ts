import type {Option} from '../../run/choice.ts';

export type ListItem = Omit<Option, 'event'>;

export type ListState = {filter: string; cursor: number};

export type ListVerb =
	| {verb: 'move'; by: number}
	| {verb: 'to'; end: 'first' | 'last'}
	| {verb: 'type'; text: string}
	| {verb: 'rub-out'}
	| {verb: 'clear'};

/** `count` is the number of items that the filter leaves; moving stops at both ends. */
export function moveInList(state: ListState, verb: ListVerb, count: number): ListState {
	switch (verb.verb) {
		case 'move':
			return {...state, cursor: clamp(state.cursor + verb.by, count)};
		case 'to':
			return {...state, cursor: verb.end === 'first' ? 0 : clamp(count, count)};
		case 'type':
			return {filter: state.filter + verb.text, cursor: 0};
		case 'rub-out':
			return {filter: [...state.filter].slice(0, -1).join(''), cursor: 0};
		case 'clear':
			return {filter: '', cursor: 0};
	}
}

const clamp = (cursor: number, count: number): number => Math.max(0, Math.min(cursor, count - 1));

/** The part of a list that is painted: `height` rows around the cursor. */
export function windowOf(
	count: number,
	cursor: number,
	height: number,
): {from: number; to: number} {
	const from = Math.max(0, Math.min(cursor - Math.floor(height / 2), count - height));
	return {from, to: Math.min(count, from + height)};
}
