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
import {walkStates} from '../../source/definition/walk-states.ts';
import type {Answer, Check} from '../../source/diagnosis/check.ts';
import {shownJson, shownText} from '../common/shown-json.ts';
import {anotherFailure} from './another-failure.ts';
import {isUnmatchedChoice} from './choice-default.ts';
import {correctPath} from './correct-path.ts';
import {type FailedRun, failedRun, historyCommand} from './failed-run.ts';
import {type PathError, pathErrorOf} from './path-error.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html */
export const pathInInput: Check = {
	id: 'path-in-input',
	title: 'Does the path lead to something in the data that the state got?',
	decisive: true,
	command: historyCommand,

	async run(context) {
		const run = await failedRun(context);

		if ('none' in run) {
			return null;
		}

		if (isUnmatchedChoice(run)) {
			return null;
		}

		const error = pathErrorOf(run);
		return error ? judged(error, run) : unread(run);
	},
};

const ofData =
	/^States\.(?:Runtime|ParameterPathFailure|ResultPathMatchFailure|IntrinsicFailure|QueryEvaluationError|ItemReaderFailed)$/;

/** Of data, but of no path that can be followed here. */
function unread(run: FailedRun): Answer {
	if (!ofData.test(run.error ?? '')) {
		return anotherFailure(run);
	}

	const isChanged = JSON.stringify(run.ran?.value) !== JSON.stringify(run.state?.value);

	return {
		outcome: isChanged ? 'unknown' : 'problem',
		evidence: 'read',
		answer: isChanged
			? `The state ${run.visit?.state ?? 'that failed'} was changed since: whether it fits the data now, an execution would tell.`
			: `${run.visit?.state ?? run.execution.name} and its data do not fit: ${shownText(run.cause ?? run.error ?? '')}`,
		details: ['No path is named that could be corrected, so nothing is changed.'],
	};
}

function judged(error: PathError, run: FailedRun): Answer {
	const name = run.visit?.state ?? 'that failed';

	if (run.state === null || usesOfPath(run.state, error.path).length === 0) {
		return {
			outcome: 'ok',
			evidence: 'read',
			answer: `The live definition does not ask for ${error.path} in the state ${name} any more.`,
		};
	}

	const end = error.data === undefined ? null : deadEnd(error.data, error.steps);

	return end
		? missing(error, end, run)
		: {
				outcome: error.data === undefined ? 'unknown' : 'problem',
				evidence: 'read',
				answer: `The state ${name} asks for ${error.path}${fieldWords(error)}, and AWS found nothing there; ${error.data === undefined ? 'the history does not show what it looked in' : 'in what the history shows it is there, but does not fit'}.`,
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
		answer: `No: the state ${run.visit?.state} asks for ${error.path}${fieldWords(error)}, and ${printPath(end.reached)} has no ${end.missing}${nearest ? `; the nearest that it has is ${nearest.key}` : ''}.`,
		details: [
			...levelsWords(error, end),
			...placesWords(error, end),
			...elsewhereWords(error, run),
			...(corrected ? [] : [whatToDo(end)]),
		],
		remedies: corrected ? [corrected] : [],
	};
}

/** What there is at each level on the way. */
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

/** A task's answer lies in a wrapping, or a ResultPath put it elsewhere. */
function placesWords({data}: PathError, {missing: key}: DeadEnd): string[] {
	const places = typeof key === 'string' ? placesOf(key, data) : [];
	return places.length === 0
		? []
		: [`${key} is to be found at ${places.map(printPath).join(', ')}.`];
}

function elsewhereWords({path}: PathError, {definition, visit}: FailedRun): string[] {
	const others = walkStates(definition)
		.filter(state => state.name !== visit?.state && usesOfPath(state, path).length > 0)
		.map(({name}) => name);

	return others.length === 0
		? []
		: [`${others.join(', ')} ${others.length === 1 ? 'asks' : 'ask'} for ${path} as well.`];
}

const whatToDo = ({missing: key}: DeadEnd): string =>
	`No other name is evident, so nothing is changed: send ${key} with the input, name what is meant in the state, or test with IsPresent in a Choice before it.`;
