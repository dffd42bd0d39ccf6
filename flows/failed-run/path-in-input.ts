import {
	type DeadEnd,
	deadEnd,
	followPath,
	keysOf,
	placesOf,
	printPath,
} from '../../source/definition/data-path.ts';
import {nearestKey} from '../../source/definition/nearest-key.ts';
import {usesOfPath} from '../../source/definition/path-uses.ts';
import {type StateAt, walkStates} from '../../source/definition/walk-states.ts';
import type {Answer} from '../../source/diagnosis/check.ts';
import {listOf} from '../../source/text.ts';
import {shownJson, shownText} from '../common/shown-json.ts';
import {isUnmatchedChoice} from './choice-default.ts';
import {anotherFailure, type FailedRun, isChangedSince, stateGone} from './failed-run.ts';
import {failedRunCheck} from './failed-run-check.ts';
import {correctPath, type PathError, pathErrorOf} from './path-error.ts';
import {isOtherwise, presentPaths} from './present-paths.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html */
export const check = failedRunCheck({
	id: 'path-in-input',
	title: 'The path exists in the data of the state',
	decisive: true,

	judge(run) {
		const error = pathErrorOf(run);
		return isUnmatchedChoice(run) ? null : error ? judged(error, run) : unread(run);
	},
});

const ofData =
	/^States\.(?:Runtime|ParameterPathFailure|ResultPathMatchFailure|IntrinsicFailure|QueryEvaluationError|ItemReaderFailed)$/;

/** About data, but about no path that can be followed here. */
function unread(run: FailedRun): Answer {
	if (!ofData.test(run.error ?? '')) {
		return anotherFailure(run);
	}

	const isChanged = isChangedSince(run);

	return {
		outcome: isChanged ? 'unknown' : 'problem',
		evidence: 'read',
		answer: isChanged
			? `Cannot tell: state ${run.visit?.state ?? 'that failed'} was changed since. Only an execution shows whether it fits the data now.`
			: `${run.visit?.state ?? run.execution.name} does not fit its data: ${shownText(run.cause ?? run.error ?? '')}`,
		details: ['The error names no path that can be corrected, so there is no automatic fix.'],
	};
}

function judged(error: PathError, run: FailedRun): Answer {
	const name = run.state?.name ?? run.visit?.state ?? 'that failed';

	if (run.state === null) {
		return stateGone(run);
	}

	if (run.ran !== null && isOtherwise(run.ran, run.state, error)) {
		return ofChanged(run.ran, run.state, error, run);
	}

	const end = error.data === undefined ? null : deadEnd(error.data, error.steps);

	return end
		? missing(error, end, run)
		: {
				outcome: error.data === undefined ? 'unknown' : 'problem',
				evidence: 'read',
				answer:
					error.data === undefined
						? `Cannot tell: AWS found nothing at ${error.path}${fieldWords(error)} of state ${name}, and the history does not show the data.`
						: `AWS did not accept ${error.path}${fieldWords(error)} of state ${name}: the history shows a value there, but it does not fit.`,
			};
}

/** What the state reads now, followed in the data that it failed with. */
function ofChanged(ran: StateAt, state: StateAt, error: PathError, run: FailedRun): Answer {
	const {gone, open} = presentPaths(ran, state, error, run);

	if (gone) {
		const {details = [], ...answer} = missing(gone.error, gone.end, run);
		return {
			...answer,
			details: [
				`The definition has changed since: ${ran.name} used ${error.path}${fieldWords(error)}.`,
				...details,
			],
		};
	}

	return open.length > 0
		? {
				outcome: 'unknown',
				evidence: 'evaluated',
				answer: `Cannot tell: state ${state.name} was changed since, and ${listOf(open.slice(0, 5))} cannot be evaluated on the data that failed. Only an execution shows it.`,
			}
		: {
				outcome: 'ok',
				evidence: 'evaluated',
				answer: `State ${state.name} was changed since. Every path that it uses now exists in the data that failed.`,
			};
}

const fieldWords = ({field}: PathError): string => (field ? ` in the field ${field}` : '');

function missing(error: PathError, end: DeadEnd, run: FailedRun): Answer {
	const keys = keysOf(end.found);
	const nearest = typeof end.missing === 'string' ? nearestKey(end.missing, keys) : null;
	const corrected = nearest?.evident ? correctPath(error, end, nearest.key, run) : null;

	return {
		outcome: 'problem',
		evidence: 'read',
		answer: `State ${run.state?.name ?? run.visit?.state} uses ${error.path}${fieldWords(error)}, and ${printPath(end.reached)} has no ${end.missing}${nearest ? `; the most similar name is ${nearest.key}` : ''}.`,
		details: [
			...levelsWords(error, end),
			...placesWords(error, end),
			...elsewhereWords(error, run),
			...(corrected ? [] : [whatToDo(end)]),
		],
		remedies: corrected ? [corrected] : [],
	};
}

/** What the data has at each level of the path. */
function levelsWords({data, steps}: PathError, {reached, found}: DeadEnd): string[] {
	return steps.slice(0, reached.length + 1).map((_, depth) => {
		const at = printPath(steps.slice(0, depth));
		const value = depth === reached.length ? found : followPath(data, steps.slice(0, depth));
		const keys = keysOf(value);

		return keys.length > 0
			? `${at} has: ${keys.slice(0, 20).join(', ')}${keys.length > 20 ? ` and ${keys.length - 20} more` : ''}`
			: `${at} is ${shownJson(JSON.stringify(value) ?? 'nothing')}`;
	});
}

/** A task wraps its result, or a ResultPath put it elsewhere. */
function placesWords({data}: PathError, {missing: key}: DeadEnd): string[] {
	const places = typeof key === 'string' ? placesOf(key, data) : [];
	return places.length === 0 ? [] : [`${key} exists at ${listOf(places.map(printPath))}.`];
}

function elsewhereWords({path}: PathError, {definition, state}: FailedRun): string[] {
	const others = walkStates(definition)
		.filter(other => other.name !== state?.name && usesOfPath(other, path).length > 0)
		.map(({name}) => name);

	return others.length === 0
		? []
		: [`${listOf(others)} ${others.length === 1 ? 'uses' : 'use'} ${path} as well.`];
}

const whatToDo = ({missing: key}: DeadEnd): string =>
	`No other name is evident, so there is no automatic fix: send ${key} with the input, correct the path in the state, or test it with IsPresent in a Choice state before.`;
