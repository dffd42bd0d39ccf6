import {
	type Definition,
	DefinitionSyntaxError,
	parseDefinition,
} from '../definition/parse-definition.ts';
import {walkStates} from '../definition/walk-states.ts';
import {parseJson} from '../json.ts';

/**
 * Whether these states, or what holds for the whole of it, are others in today's definition. Where they are not, a
 * redrive runs the same again, and nothing that succeeded has to run twice.
 */
export function runsOtherwise(
	then: string,
	now: string,
	states: ReadonlyArray<string | null>,
): boolean {
	if (then === now) {
		return false;
	}

	try {
		const [before, after] = [parseDefinition(then), parseDefinition(now)];
		const isOther = (name: string | null) => {
			const state = stateIn(before, name);
			return state === null || state !== stateIn(after, name);
		};

		return states.length === 0 || frameOf(then) !== frameOf(now) || states.some(isOther);
	} catch (error) {
		if (error instanceof DefinitionSyntaxError) {
			return true;
		}

		throw error;
	}
}

/** All but its states and its comment. */
const frameOf = (definition: string): string =>
	JSON.stringify(parseJson(definition), (key, value) =>
		key === 'States' || key === 'Comment' ? undefined : value,
	);

function stateIn(definition: Definition, name: string | null): string | null {
	const state = walkStates(definition).find(each => each.name === name);
	return state ? JSON.stringify(state.value) : null;
}
