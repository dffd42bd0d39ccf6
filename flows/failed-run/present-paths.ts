import {type DeadEnd, deadEnd, followPath, readPath} from '../../source/definition/data-path.ts';
import {type PathUse, pathUses, usesOfPath} from '../../source/definition/path-uses.ts';
import type {StateAt} from '../../source/definition/walk-states.ts';
import {parseJson} from '../../source/json.ts';
import type {FailedRun} from './failed-run.ts';
import {lastOutput, type PathError} from './path-error.ts';

/** Whether the failure says nothing of the state as it is now. */
export function isOtherwise(ran: StateAt, state: StateAt, {path}: PathError): boolean {
	const isSameData = ran.value.InputPath === state.value.InputPath && state.type !== 'Choice';
	const isUsed = usesOfPath(state, path).length > 0;
	return JSON.stringify(ran.value) !== JSON.stringify(state.value) && !(isUsed && isSameData);
}

type Followed = {
	/** The first path that finds nothing. */
	gone: {error: PathError; end: DeadEnd} | null;
	/** The texts that cannot be evaluated here. */
	open: string[];
};

/** Every path of the state as it is now, in the data that it failed with. */
export function presentPaths(
	ran: StateAt,
	state: StateAt,
	failed: PathError,
	run: FailedRun,
): Followed {
	const before = JSON.stringify(ran.value);
	const hadResult = usesOfPath(ran, failed.path).some(({side}) => side === 'result');
	const uses = pathUses(state).filter(
		// The failure came before the task gave anything back.
		use => use.side === 'input' || hadResult || !before.includes(JSON.stringify(use.text)),
	);
	return followed(state, uses, dataFor(ran, state, failed, run));
}

/** Every path that a state reads its input with, in what is handed to it. */
export const pathsInInput = (state: StateAt, raw: unknown, run: FailedRun): Followed =>
	followed(
		state,
		pathUses(state).filter(({side}) => side === 'input'),
		{raw, input: throughInputPath(state, raw), result: undefined, context: contextOf(run)},
	);

function followed(state: StateAt, uses: readonly PathUse[], data: Data): Followed {
	const open: string[] = [];

	for (const use of uses) {
		for (const {path, steps, value} of pathsIn(use, state, data)) {
			const end = steps === null || value === undefined ? null : deadEnd(value, steps);

			// A rule before it can have settled the choice, or asked IsPresent.
			if (end && steps && state.type !== 'Choice') {
				const field = String(use.at.at(-1));
				return {gone: {error: {path, field, steps, data: value}, end}, open};
			}

			if (end || steps === null || value === undefined || !isOfType(use, value, steps)) {
				open.push(path);
			}
		}
	}

	return {gone: null, open: [...new Set(open)]};
}

type Data = {raw: unknown; input: unknown; result: unknown; context: unknown};

function dataFor(ran: StateAt, state: StateAt, failed: PathError, run: FailedRun): Data {
	const raw = parseJson(run.visit?.input ?? null);
	const isQuoted =
		state.value.InputPath === ran.value.InputPath && readPath(failed.path)?.of === 'data';

	return {
		raw,
		input: throughInputPath(state, raw) ?? (isQuoted ? failed.data : undefined),
		result: parseJson(lastOutput(run)),
		context: contextOf(run),
	};
}

function throughInputPath({value: {InputPath: inputPath}}: StateAt, raw: unknown): unknown {
	if (inputPath === undefined || inputPath === null) {
		return inputPath === null ? {} : raw;
	}

	const through = typeof inputPath === 'string' ? readPath(inputPath) : null;
	return through?.of === 'data' ? followPath(raw, through.steps) : undefined;
}

function contextOf({execution}: FailedRun): unknown {
	const input = parseJson(execution.input);
	return input === undefined ? undefined : {Execution: {Input: input}};
}

type Path = {path: string; steps: Array<string | number> | null; value: unknown};

/** What is there in every execution: the context object, at its documented names. */
const known =
	/^(?:\$\$|\$states\.context)\.(?:Execution\.(?:Id|Name|RoleArn|StartTime|RedriveCount)|State\.(?:Name|EnteredTime|RetryCount)|StateMachine\.(?:Id|Name))$/;

/** Functions that take whatever value a path finds. */
const tolerant = /^States\.(?:Format|Array|JsonToString|UUID)\([^()]*\)$/;

function pathsIn({at, text, side}: PathUse, {queryLanguage}: StateAt, data: Data): Path[] {
	const isJsonata = queryLanguage === 'JSONata';
	const whole = isJsonata
		? text
				.trim()
				.replace(/^\{%|%\}$/g, '')
				.trim()
		: text.trim();
	const inner =
		!isJsonata && tolerant.test(whole)
			? whole.replaceAll(/'(?:\\.|[^'\\])*'/g, '').match(/\$[^\s,()]*/g)
			: [whole];

	return (inner ?? []).flatMap((path): Path[] => {
		const read = readPath(path, queryLanguage);

		if (known.test(path)) {
			return [];
		}

		if (read === null) {
			return [{path, steps: null, value: undefined}];
		}

		const isOfResult = read.of === 'result' || (!isJsonata && side === 'result');
		const ofInput = isJsonata || at[0] === 'InputPath' ? data.raw : data.input;
		// What becomes of the result on its way to OutputPath is not followed.
		const ofResult = isJsonata || at[0] === 'ResultSelector' ? data.result : undefined;
		const value =
			read.of === 'context'
				? read.steps[1] === 'Input'
					? data.context
					: undefined
				: isOfResult
					? ofResult
					: ofInput;

		return [{path, steps: read.steps, value}];
	});
}

/** Fields that take a list or a number. */
function isOfType({at}: PathUse, value: unknown, steps: ReadonlyArray<string | number>): boolean {
	const found = followPath(value, steps);
	const field = String(at[0]);
	return field === 'ItemsPath' || field === 'Items'
		? Array.isArray(found)
		: /Seconds(?:Path)?$/.test(field)
			? typeof found === 'number' && found >= 0
			: !/^Timestamp/.test(field);
}
