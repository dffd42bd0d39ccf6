import {queryLanguageOf} from '../../definition/query-language.ts';
import type {JsonObject} from '../../json.ts';
import type {Frame} from './frame.ts';
import {type Level, newProgress} from './run-states.ts';

/** A branch or an iteration; one that has been under way before goes on from where it was. */
export function partOf(
	{run, thread, progress}: Frame,
	machine: JsonObject,
	index: number,
	item: Frame['item'],
): Level {
	const own = progress.parts[index] ?? newProgress();
	progress.parts[index] = own;

	return {
		run,
		machine,
		language: queryLanguageOf(run.definition, 'JSONPath'),
		thread: {previous: thread.previous},
		progress: own,
		item,
	};
}
