import {parseLogging, printLogging} from '../account/logging-text.ts';
import type {LoggingConfiguration} from '../account/step-functions.ts';
import type {Change, Remedy} from '../diagnosis/remedy.ts';
import {targetOf} from './describe-change.ts';
import {kindOf, withTexts} from './kinds/kind-of.ts';
import {withAdditionsOf} from './policy-union.ts';

/** Two changes to the same thing that cannot both be made. */
class ChangeConflictError extends Error {
	override readonly name = 'ChangeConflictError';
}

/**
 * One change for each thing that is changed, in the order in which they can be written: a log
 * group before the policy on it, permissions before the state machine that needs them.
 */
export function mergeChanges(changes: readonly Change[]): Change[] {
	const merged = new Map<string, Change>();

	for (const change of changes) {
		const key = kindOf(change).key(change);
		const earlier = merged.get(key);
		merged.set(key, earlier ? mergeTwo(earlier, change) : change);
	}

	return [...merged.values()].sort((one, other) => writeOrder(one) - writeOrder(other));
}

/** The changes of these remedies, merged, each with the remedies that it belongs to. */
export const planChanges = (
	remedies: readonly Remedy[],
): Array<{change: Change; remedyIds: string[]}> =>
	mergeChanges(remedies.flatMap(({changes}) => changes)).map(change => {
		const key = kindOf(change).key(change);
		const remedyIds = remedies
			.filter(({changes}) => changes.some(other => kindOf(other).key(other) === key))
			.map(({id}) => id);
		return {change, remedyIds};
	});

const last: ReadonlyArray<Change['kind']> = ['logging-configuration', 'definition'];
const writeOrder = ({kind}: Change): number => (kind === 'log-group' ? -1 : last.indexOf(kind) + 1);

function mergeTwo(one: Change, other: Change): Change {
	const same = (first: string | null, second: string | null): boolean =>
		first === null || second === null ? first === second : kindOf(one).sameText(first, second);

	if (!same(one.before, other.before)) {
		throw new ChangeConflictError(
			`Two fixes saw different states of the ${targetOf(one)}: run the checks again.`,
		);
	}

	const after = same(one.after, other.after) ? one.after : mergedText(one, other);

	if (after === null && one.after !== null) {
		throw new ChangeConflictError(
			`Two fixes change the ${targetOf(one)} in ways that exclude each other: apply one of them, then run the checks again.`,
		);
	}

	const revisionId = 'revisionId' in one ? one.revisionId : null;
	return withTexts(one, one.before, after, revisionId) ?? one;
}

function mergedText(one: Change, other: Change): string | null {
	if (one.kind === 'logging-configuration') {
		return mergedLogging(one, other);
	}

	// Both must only add: what one takes away, the other may rely on.
	return withAdditionsOf(one, one.before) && withAdditionsOf(other, one.after);
}

/** Field by field: where one of the two leaves what stands there, the other decides. */
function mergedLogging(one: Change, other: Change): string | null {
	if (one.before === null || one.after === null || other.after === null) {
		return null;
	}

	const [before, first, second] = [one.before, one.after, other.after].map(parseLogging);
	return before && first && second ? printMerged(before, first, second) : null;
}

function printMerged(
	before: LoggingConfiguration,
	one: LoggingConfiguration,
	other: LoggingConfiguration,
): string | null {
	const level = decided(before.level, one.level, other.level);
	const data = decided(
		before.includeExecutionData,
		one.includeExecutionData,
		other.includeExecutionData,
	);
	const places = decided(
		...([before, one, other].map(({destinations}) => destinations.join()) as [
			string,
			string,
			string,
		]),
	);

	return level && data && places
		? printLogging({
				level: level.value,
				includeExecutionData: data.value,
				destinations: places.value === '' ? [] : places.value.split(','),
			})
		: null;
}

function decided<Value>(before: Value, one: Value, other: Value): {value: Value} | null {
	if (one === before || one === other) {
		return {value: other};
	}

	return other === before ? {value: one} : null;
}
