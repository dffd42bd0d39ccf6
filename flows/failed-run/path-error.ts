import {
	type DataPath,
	followPath,
	type PathStep,
	readPath,
} from '../../source/definition/data-path.ts';
import {attemptsIn} from '../../source/history/attempts.ts';
import {missingPath} from '../../source/incident/details/missing-path.ts';
import {member, parseJson} from '../../source/json.ts';
import type {FailedRun} from './failed-run.ts';

/** A path that found nothing, and what it was looked for in. */
export type PathError = {
	/** As the error spells it. */
	path: string;
	/** `customer.$`; null where the error names none. */
	field: string | null;
	steps: PathStep[];
	/** Undefined where the history does not show it. */
	data: unknown;
};

/** Null where the failure is none of a path, or of one that leads to many places. */
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

const lastOutput = ({visit}: FailedRun): string | null =>
	(visit && attemptsIn(visit).at(-1)?.output) ?? null;

const sameSteps = (path: string, steps: readonly PathStep[]): boolean =>
	JSON.stringify(readPath(path)?.steps) === JSON.stringify(steps);
