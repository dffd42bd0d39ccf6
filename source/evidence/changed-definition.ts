import {diffArrays} from 'diff';
import type {ExecutedMachine, StateMachine} from '../account/step-functions.ts';
import {isObject, member, parseJson} from '../json.ts';
import {redactSecrets} from '../secrets.ts';

export type DefinitionComparison = {
	/** Whether today's definition is another than the one that the execution ran. */
	isChanged: boolean;
	isRoleChanged: boolean;
	/** Of the state that failed, line by line; empty where that state is the same. */
	diff: string[];
};

/** Null for an item of a Distributed Map: it runs a part of the definition. */
export function definitionChange(
	then: ExecutedMachine,
	now: StateMachine,
	state: string | null,
): DefinitionComparison | null {
	if (then.arn !== now.arn) {
		return null;
	}

	const isChanged = then.definition !== now.definition;

	return {
		isChanged,
		isRoleChanged: then.roleArn !== now.roleArn,
		diff: isChanged && state !== null ? diffOf(then.definition, now.definition, state) : [],
	};
}

function diffOf(before: string, after: string, state: string): string[] {
	return diffArrays(linesOf(before, state), linesOf(after, state))
		.filter(({added, removed}) => added || removed)
		.flatMap(({value, added}) => value.map(line => `${added ? '+' : '-'} ${line}`));
}

function linesOf(definition: string, state: string): string[] {
	const found = stateIn(parseJson(definition), state);
	return found === undefined ? [] : redactSecrets(JSON.stringify(found, null, 2)).split('\n');
}

/** By its name, which is unique in a definition. */
function stateIn(value: unknown, name: string): unknown {
	const own = member(member(value, 'States'), name);

	if (own !== undefined || typeof value !== 'object' || value === null) {
		return own;
	}

	for (const inner of Object.values(value)) {
		const found = isObject(inner) || Array.isArray(inner) ? stateIn(inner, name) : undefined;

		if (found !== undefined) {
			return found;
		}
	}

	return undefined;
}
