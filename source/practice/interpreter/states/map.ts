import {member} from '../../../json.ts';
import {isDistributed, itemProcessorOf} from '../../definition/read.ts';
import {withErrorHandling} from '../error-handling.ts';
import {abort, emit} from '../events.ts';
import {readPath} from '../json-path.ts';
import {throughPath} from '../json-path-flow.ts';
import {evaluateJsonata} from '../jsonata.ts';
import {fillTemplate} from '../payload-template.ts';
import {type Frame, type Item, type Level, type StateResult, stateError, textIn} from '../run.ts';
import {partOf, runStates} from '../run-states.ts';
import {StatesError} from '../states-error.ts';
import {type Steps, together} from '../steps.ts';
import {distributed} from './distributed-map.ts';
import {continueFrom} from './parallel.ts';

/**
 * MapStateFailed follows the same event as the MapIterationFailed before it.
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-map.html
 */
export const map = (frame: Frame): Steps<StateResult> =>
	withErrorHandling(
		frame,
		() => attemptMap(frame),
		() => emit(frame.run, frame.thread, 'MapStateFailed'),
	);

function* attemptMap(frame: Frame): Steps<unknown> {
	const {run, thread, state} = frame;
	// With an ItemReader the number of items is not known yet.
	const items = member(state, 'ItemReader') === undefined ? itemsOf(frame) : null;
	emit(run, thread, 'MapStateStarted', {length: items?.length ?? 0});
	const inputOf = (item: Item) => itemInput(item, frame);
	const outputs = isDistributed(state)
		? yield* distributed(frame, items, inputOf)
		: yield* iterations(frame, items ?? [], inputOf);
	emit(run, thread, 'MapStateSucceeded');

	return outputs;
}

function* iterations(
	frame: Frame,
	items: readonly unknown[],
	inputOf: (item: Item) => unknown,
): Steps<unknown> {
	const levels = items.map((value, index) =>
		partOf(frame, itemProcessorOf(frame.state), index, {index, value}),
	);
	let failed: Level | null = null;

	try {
		return yield* together(
			levels.map((level, index) =>
				iteration(level, inputOf({index, value: items[index]}), {name: frame.name, index}, () => {
					failed = level;
				}),
			),
			frame.run.now,
		);
	} catch (error) {
		if (error instanceof StatesError) {
			abort(levels.filter(level => level !== failed));
			continueFrom(failed, frame.thread);
		}

		throw error;
	}
}

function* iteration(
	level: Level,
	input: unknown,
	details: {name: string; index: number},
	onFailed: () => void,
): Steps<unknown> {
	const {run, thread, progress} = level;

	if (progress.result) {
		return progress.result.output;
	}

	emit(run, thread, 'MapIterationStarted', details);

	try {
		const output = yield* runStates(level, input);
		emit(run, thread, 'MapIterationSucceeded', details);

		return output;
	} catch (error) {
		if (error instanceof StatesError) {
			// On a thread of its own: what follows points at the failure, not at this event.
			emit(run, {previous: thread.previous}, 'MapIterationFailed', details);
			onFailed();
		}

		throw error;
	}
}

function itemsOf(frame: Frame): unknown[] {
	const {state, language} = frame;
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
function itemInput(item: Item, frame: Frame): unknown {
	const {state, language} = frame;
	const selector = member(state, 'ItemSelector') ?? member(state, 'Parameters');

	if (selector === undefined) {
		return item.value;
	}

	return language === 'JSONata'
		? evaluateJsonata(selector, 'ItemSelector', {}, {...frame, item})
		: fillTemplate(selector, throughPath('InputPath', frame.input, frame), {...frame, item});
}
