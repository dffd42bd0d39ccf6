import {type DeadEnd, deadEnd, isPlainName, printPath} from '../../source/definition/data-path.ts';
import {replacePath, usesOfPath} from '../../source/definition/path-uses.ts';
import type {Remedy} from '../../source/diagnosis/remedy.ts';
import {changeDefinition} from './change-definition.ts';
import type {FailedRun} from './failed-run.ts';
import type {PathError} from './path-error.ts';

/** Spells one name of a path as the data does; null where the path still leads nowhere then. */
export function correctPath(
	{path, field, steps, data}: PathError,
	{reached, missing}: DeadEnd,
	key: string,
	{state, stateMachine}: FailedRun,
): Remedy | null {
	const corrected = steps.with(reached.length, key);
	const uses = state ? usesOfPath(state, path) : [];
	const side = uses.find(({at}) => at.at(-1) === field)?.side;
	const meant = uses.filter(use => side === undefined || use.side === side);
	const other = respelt(path, reached.length, key);

	if (!state || meant.length === 0 || other === null || deadEnd(data, corrected)) {
		return null;
	}

	return {
		id: 'correct-path',
		title: `Let the state ${state.name} ask for ${other}`,
		why: `${printPath(reached)} holds ${key}, not ${missing}. Changes ${meant.map(({at}) => at.join('.')).join(', ')} of ${state.name} in ${stateMachine.name}; nothing else in the definition changes. Input that does spell it ${missing} fails from then on: if both come, mend what sends it.`,
		widens: null,
		changes: [changeDefinition(stateMachine, replacePath(state, meant, path, other))],
	};
}

/** The path as it was written, with one name in it replaced; null where it is not written with dots. */
function respelt(path: string, step: number, key: string): string | null {
	const parts = path.split('.');
	const start = path.startsWith('$states.') ? 2 : 1;
	const isPlain = !path.includes('[') && isPlainName(key);

	return isPlain ? parts.with(start + step, key).join('.') : null;
}
