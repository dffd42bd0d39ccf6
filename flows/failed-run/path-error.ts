import {
	type DataPath,
	type DeadEnd,
	deadEnd,
	followPath,
	isPlainName,
	type PathStep,
	printPath,
	readPath,
} from '../../source/definition/data-path.ts';
import {replacePath, usesOfPath} from '../../source/definition/path-uses.ts';
import type {Remedy} from '../../source/diagnosis/remedy.ts';
import {attemptsIn} from '../../source/history/attempts.ts';
import {missingPath} from '../../source/incident/details/missing-path.ts';
import {member, parseJson} from '../../source/json.ts';
import {listOf} from '../../source/text.ts';
import {changeDefinition} from './change-definition.ts';
import type {FailedRun} from './failed-run.ts';

/** A path that found nothing, and the data that it was looked for in. */
export type PathError = {
	/** As the error writes it. */
	path: string;
	/** `customer.$`; null where the error names none. */
	field: string | null;
	steps: PathStep[];
	/** Undefined where the history does not show it. */
	data: unknown;
};

/** Null where the failure is not about a path, or about one that matches many places. */
export function pathErrorOf(run: FailedRun): PathError | null {
	const missing = missingPath(run.cause ?? '');
	const language = run.ran?.queryLanguage ?? 'JSONPath';
	const path = missing && readPath(missing.path, language);

	if (!missing || !path) {
		return null;
	}

	const {field} = missing;
	return {path: missing.path, field, steps: path.steps, data: dataOf(path, run)};
}

/** What the error quotes is what the path was looked for in; else what the state had. */
function dataOf(path: DataPath, run: FailedRun): unknown {
	if (path.of === 'context') {
		return {Execution: {Input: parseJson(run.execution.input)}};
	}

	if (path.of === 'result') {
		return parseJson(lastOutput(run));
	}

	const quoted = quotedInput(run.cause ?? '');
	return quoted === undefined ? unquotedData(path, run) : quoted;
}

function quotedInput(cause: string): unknown {
	const [, rest] = cause.split(/could not be found in the input ?'/, 2);
	return rest === undefined ? undefined : parseJson(rest.slice(0, rest.lastIndexOf("'")));
}

function unquotedData({steps}: DataPath, run: FailedRun): unknown {
	const {OutputPath: outputPath} = run.ran?.value ?? {};
	const isOfOutput = typeof outputPath === 'string' && sameSteps(outputPath, steps);
	return isOfOutput && lastOutput(run) !== null ? outputData(run) : inputData(run, steps);
}

/** The output of the task, where nothing else is mixed into it. */
function outputData(run: FailedRun): unknown {
	const {ResultSelector: selector, ResultPath: resultPath} = run.ran?.value ?? {};
	const isPlain = selector === undefined && (resultPath === undefined || resultPath === '$');
	return isPlain ? parseJson(lastOutput(run)) : undefined;
}

/** The state's input, through its InputPath unless that is the very path. */
function inputData({visit, ran}: FailedRun, steps: readonly PathStep[]): unknown {
	const inputPath = member(ran?.value, 'InputPath');
	const input = parseJson(visit?.input ?? null);

	if (typeof inputPath !== 'string' || sameSteps(inputPath, steps)) {
		return inputPath === null ? {} : input;
	}

	const through = readPath(inputPath);
	return through?.of === 'data' ? followPath(input, through.steps) : undefined;
}

export const lastOutput = ({visit}: FailedRun): string | null =>
	(visit && attemptsIn(visit).at(-1)?.output) ?? null;

const sameSteps = (path: string, steps: readonly PathStep[]): boolean =>
	JSON.stringify(readPath(path)?.steps) === JSON.stringify(steps);

/** Writes one name of a path as the data does; null where the path still finds nothing then. */
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
	const other = rewritten(path, reached.length, key);

	if (!state || meant.length === 0 || other === null || deadEnd(data, corrected)) {
		return null;
	}

	return {
		id: 'correct-path',
		title: `Change the path in state ${state.name} to ${other}`,
		why: `${printPath(reached)} has ${key}, not ${missing}. Changes ${listOf(meant.map(({at}) => at.join('.')))} of ${state.name} in ${stateMachine.name}; nothing else in the definition changes. Input with ${missing} fails afterwards: if both occur, fix the sender instead.`,
		widens: null,
		changes: [changeDefinition(stateMachine, replacePath(state, meant, path, other))],
	};
}

/** The path as it was written, with one name in it replaced; null where it is not written with dots. */
function rewritten(path: string, step: number, key: string): string | null {
	const parts = path.split('.');
	const start = path.startsWith('$states.') ? 2 : 1;
	const isPlain = !path.includes('[') && isPlainName(key);

	return isPlain ? parts.with(start + step, key).join('.') : null;
}
