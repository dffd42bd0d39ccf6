import type {Node} from 'jsonc-parser';
import {isObject, type JsonObject, member} from '../json.ts';
import {childOf, propertiesOf} from '../json-tree.ts';
import type {KnownValues} from './parameters.ts';
import type {Definition} from './parse-definition.ts';
import {type QueryLanguage, queryLanguageOf} from './query-language.ts';

export type StateAt = {
	/** JSON pointer, as AWS writes locations: `/States/Fan out/Branches/0/States/Charge`. */
	path: string;
	/** The same for `patchDefinition`. */
	segments: (string | number)[];
	name: string;
	/** `Task`, `Map`, …; null where the state says none. */
	type: string | null;
	queryLanguage: QueryLanguage;
	value: JsonObject;
	/** The state's object in the definition's text. */
	offset: number;
	length: number;
	/** What the definition fixes of the expressions in this state. */
	known?: KnownValues;
};

type Place = {
	value: unknown;
	node: Node | undefined;
	segments: (string | number)[];
	queryLanguage: QueryLanguage;
};

const walked = new WeakMap<Definition, readonly StateAt[]>();

/** Every state at any depth, each before the states inside it. */
export function walkStates(definition: Definition): readonly StateAt[] {
	const states =
		walked.get(definition) ??
		statesIn({
			value: definition.value,
			node: definition.root,
			segments: [],
			queryLanguage: definition.queryLanguage,
		});
	walked.set(definition, states);
	return states;
}

function statesIn(machine: Place): StateAt[] {
	const states = inside(machine, 'States');
	// Of repeated keys the last counts, as in JSON.parse.
	const nodes = new Map(
		(states.node ? propertiesOf(states.node) : []).map(({children}) => [
			children?.[0]?.value,
			children?.[1],
		]),
	);

	return Object.keys(isObject(states.value) ? states.value : {}).flatMap(name => {
		const place = {
			...states,
			value: member(states.value, name),
			node: nodes.get(name),
			segments: [...states.segments, name],
		};
		const state = stateAt(place, name);

		return state ? [state, ...machinesIn(place, state).flatMap(statesIn)] : [];
	});
}

function stateAt({value, node, segments, queryLanguage}: Place, name: string): StateAt | null {
	if (!isObject(value) || !node) {
		return null;
	}

	const type = member(value, 'Type');

	return {
		path: pointer(segments),
		segments,
		name,
		type: typeof type === 'string' ? type : null,
		queryLanguage: queryLanguageOf(value, queryLanguage),
		value,
		offset: node.offset,
		length: node.length,
	};
}

/**
 * The machines within a state. They take the query language of the whole definition:
 * a state's own QueryLanguage is not handed down.
 */
function machinesIn(place: Place, {type}: StateAt): Place[] {
	if (type === 'Parallel') {
		const branches = inside(place, 'Branches');

		return Array.isArray(branches.value)
			? branches.value.map((_branch, index) => inside(branches, index))
			: [];
	}

	// Iterator is the older name of ItemProcessor.
	return type === 'Map' ? [inside(place, 'ItemProcessor'), inside(place, 'Iterator')] : [];
}

function inside(place: Place, segment: string | number): Place {
	return {
		value: Array.isArray(place.value)
			? place.value[Number(segment)]
			: member(place.value, String(segment)),
		node: place.node && childOf(place.node, segment),
		segments: [...place.segments, segment],
		queryLanguage: place.queryLanguage,
	};
}

const pointer = (segments: (string | number)[]) =>
	segments
		.map(segment => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`)
		.join('');
