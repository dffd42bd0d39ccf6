import {isObject, member} from '../json.ts';
import type {Definition} from './parse-definition.ts';
import {type StateAt, walkStates} from './walk-states.ts';

/** Where states lead to while nothing fails. */
export type NormalPath = {
	/** Whether a state is reached without any Catch, from where its level starts. */
	holds(state: string): boolean;
	/** Whether a state leads to another one whatever the data is: by Next alone. */
	alwaysLeads(from: string, to: string): boolean;
};

export function normalPath(definition: Definition): NormalPath {
	const states = walkStates(definition);
	const byName = new Map(states.map(state => [state.name, state]));
	const levels = new Map<string, StateAt[]>();

	for (const state of states) {
		const level = state.path.slice(0, state.path.lastIndexOf('/States/'));
		levels.set(level, [...(levels.get(level) ?? []), state]);
	}

	const reached = new Set(
		[...levels].flatMap(([level, members]) => [
			...reachedFrom(startOf(level, definition), new Map(members.map(each => [each.name, each]))),
		]),
	);

	return {
		holds: state => reached.has(state),
		alwaysLeads: (from, to) => followed(from, byName).has(to),
	};
}

function followed(from: string, states: ReadonlyMap<string, StateAt>): Set<string> {
	const names = new Set<string>();
	let next = member(states.get(from)?.value, 'Next');

	while (typeof next === 'string' && !names.has(next)) {
		names.add(next);
		next = member(states.get(next)?.value, 'Next');
	}

	return names;
}

function startOf(level: string, {value}: Definition): unknown {
	const machine = level
		.split('/')
		.slice(1)
		.map(segment => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
		.reduce<unknown>(
			(at, segment) => (Array.isArray(at) ? at[Number(segment)] : member(at, segment)),
			value,
		);

	return member(machine, 'StartAt');
}

function reachedFrom(start: unknown, level: ReadonlyMap<string, StateAt>): Set<string> {
	const reached = new Set<string>();
	const waiting = [start];

	for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
		const state = typeof name === 'string' && !reached.has(name) ? level.get(name) : undefined;

		if (state) {
			reached.add(state.name);
			waiting.push(...nextOf(state.value));
		}
	}

	return reached;
}

const nextOf = (state: Readonly<Record<string, unknown>>): unknown[] => {
	const choices = member(state, 'Choices');

	return [
		member(state, 'Next'),
		member(state, 'Default'),
		...(Array.isArray(choices) ? choices.filter(isObject).map(each => member(each, 'Next')) : []),
	].filter(name => name !== undefined);
};
