import {isDistributed} from '../../../definition/is-distributed.ts';
import {isObject, type JsonObject, member} from '../../../json.ts';
import {emit} from '../emit.ts';
import {withErrorHandling} from '../error-handling.ts';
import {type Frame, type Outcome, stateError, textIn} from '../frame.ts';
import {throughPath} from '../json-path-flow.ts';
import {evaluateJsonata} from '../jsonata.ts';
import {partOf} from '../parts.ts';
import {fillTemplate} from '../payload-template.ts';
import {readPath} from '../read-path.ts';
import {runStates} from '../run-states.ts';
import {stateAt} from '../state-at.ts';
import {StatesError} from '../states-error.ts';
import {type Steps, together} from '../steps.ts';
import {distributed} from './distributed-map.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-map.html */
export function* map(frame: Frame): Steps<Outcome> {
	return yield* withErrorHandling(frame, () => iterations(frame));
}

function* iterations(frame: Frame): Steps<unknown> {
	const {run, thread, state} = frame;
	const items = itemsOf(frame);
	const machine = member(state, 'ItemProcessor') ?? member(state, 'Iterator');
	const inputs = items.map((value, index) => inputOf({index, value}, frame));

	emit(run, thread, 'MapStateStarted', {length: items.length});

	try {
		const outputs = isDistributed(stateAt(frame))
			? yield* distributed(frame, isObject(machine) ? machine : {}, inputs)
			: yield* together(
					inputs.map((input, index) =>
						iteration(frame, isObject(machine) ? machine : {}, {index, value: items[index]}, input),
					),
					run.now,
				);
		emit(run, thread, 'MapStateSucceeded');

		return outputs;
	} catch (error) {
		if (error instanceof StatesError) {
			emit(run, thread, 'MapStateFailed');
		}

		throw error;
	}
}

function* iteration(
	frame: Frame,
	machine: JsonObject,
	item: {index: number; value: unknown},
	input: unknown,
): Steps<unknown> {
	const level = partOf(frame, machine, item.index, item);
	const details = {name: frame.name, index: item.index};

	if (level.progress.result) {
		return level.progress.result.output;
	}

	emit(frame.run, level.thread, 'MapIterationStarted', details);

	try {
		const output = yield* runStates(level, input);
		emit(frame.run, level.thread, 'MapIterationSucceeded', details);

		return output;
	} catch (error) {
		if (error instanceof StatesError) {
			emit(frame.run, level.thread, 'MapIterationFailed', details);
		}

		throw error;
	}
}

function itemsOf(frame: Frame): unknown[] {
	const {state, language} = frame;

	if (member(state, 'ItemReader') !== undefined) {
		throw stateError(frame, 'This practice account reads no items through an ItemReader.');
	}

	const input =
		language === 'JSONPath' ? throughPath('InputPath', frame.input, frame) : frame.input;
	const path = textIn(state, 'ItemsPath');
	const items =
		language === 'JSONata'
			? evaluateJsonata(member(state, 'Items'), 'Items', {}, frame)
			: path === null
				? input
				: readPath(path, input, frame);

	if (!Array.isArray(items)) {
		throw stateError(
			frame,
			`Reference path "${path ?? '$'}" must point to array. Attempting to map over non-iterable node.`,
		);
	}

	return items;
}

/** An iteration gets its item, or what ItemSelector (once called Parameters) makes of it. */
function inputOf(item: {index: number; value: unknown}, frame: Frame): unknown {
	const {state, language} = frame;
	const selector = member(state, 'ItemSelector') ?? member(state, 'Parameters');

	if (selector === undefined) {
		return item.value;
	}

	return language === 'JSONata'
		? evaluateJsonata(selector, 'ItemSelector', {}, {...frame, item})
		: fillTemplate(selector, throughPath('InputPath', frame.input, frame), {...frame, item});
}
