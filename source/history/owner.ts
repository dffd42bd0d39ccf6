import type {HistoryEvent} from '../account/step-functions.ts';
import {detailText} from './event-details.ts';
import type {Passage} from './passage.ts';

export const started = /^(Parallel|Map)StateStarted$/;
const containers = new Set(['Parallel', 'Map']);

export type Sorting = {
	byId: ReadonlyMap<number, HistoryEvent>;
	/** The id of the last ExecutionRedriven so far; 0 before the first. */
	redrivenAt: number;
	of: ReadonlyMap<number, Passage>;
	all: readonly Passage[];
	begin(given: Partial<Passage>): Passage;
};

/** The passage that an event belongs to, begun where it is the first; null where it belongs to no state. */
export function ownerOf(event: HistoryEvent, sorting: Sorting): Passage | null {
	const {type} = event;

	if (type.startsWith('Execution')) {
		return null;
	}

	if (type.endsWith('StateEntered')) {
		return sorting.begin({
			entered: event,
			name: detailText(event, 'name'),
			type: type.replace('StateEntered', ''),
			...enclosing(event, sorting),
		});
	}

	const name =
		type === 'EvaluationFailed'
			? detailText(event, 'state')
			: /^MapIteration|StateExited$/.test(type)
				? detailText(event, 'name')
				: null;

	if (name !== null) {
		return named(name, event, sorting);
	}

	const [, container] = /^(Parallel|Map)State|^MapRun/.exec(type) ?? [];
	const isContainer = container !== undefined || type.startsWith('MapRun');
	return isContainer ? around(event, container ?? 'Map', sorting) : own(event, sorting);
}

/** The state whose branch or iteration an entered state is in. */
function enclosing(
	event: HistoryEvent,
	{byId, of, begin}: Sorting,
): Pick<Passage, 'within' | 'index' | 'attempt'> {
	const before = byId.get(event.previousEventId);
	const passage = before && of.get(before.id);

	if (before === undefined && event.previousEventId > 1) {
		return {within: begin({}), index: null, attempt: 0};
	}

	if (!before || !passage) {
		return {within: null, index: null, attempt: 0};
	}

	if (started.test(before.type) || before.type === 'MapIterationStarted') {
		return {within: passage, index: indexOf(before), attempt: passage.attempts};
	}

	return {within: passage.within, index: passage.index, attempt: passage.attempt};
}

function indexOf({details: {index}}: HistoryEvent): number | null {
	return typeof index === 'number' ? index : null;
}

/** From the passage before the event outwards. */
function outwards(event: HistoryEvent, {of}: Sorting): Passage[] {
	const line: Passage[] = [];

	for (let at = of.get(event.previousEventId) ?? null; at !== null; at = at.within) {
		line.push(at);
	}

	return line;
}

const isOpen = ({left}: Passage): boolean => left === null || left === 'aborted';

/** State names are unique in a definition, yet a Map's iterations run the same state at once. */
function named(name: string, event: HistoryEvent, sorting: Sorting): Passage {
	const isIt = (passage: Passage) => passage.name === name && isOpen(passage);
	const known =
		outwards(event, sorting).find(isIt) ??
		// The event of an evaluation that failed skips the state's own beginning.
		sorting.all.findLast(
			passage => isIt(passage) && passage.entered?.previousEventId === event.previousEventId,
		) ??
		sorting.all.findLast(isIt) ??
		outwards(event, sorting).find(isUnread);

	return known
		? Object.assign(known, {name})
		: placeholder(event, sorting, {
				name,
				type: event.type.startsWith('MapIteration') ? 'Map' : null,
			});
}

/** The open Parallel or Map state around what happened before, which has not failed for good itself. */
function around(event: HistoryEvent, type: string, sorting: Sorting): Passage {
	const {all, redrivenAt} = sorting;
	const isEnded = ({events}: Passage) => {
		const last = events.at(-1);
		return /^(?:Parallel|Map)StateFailed$/.test(last?.type ?? '') && (last?.id ?? 0) > redrivenAt;
	};
	const isIt = (passage: Passage) => passage.type === type && isOpen(passage) && !isEnded(passage);
	const line = outwards(event, sorting);
	const known = line.find(isIt) ?? line.find(isUnread) ?? all.findLast(isIt);

	return known ? Object.assign(known, {type}) : placeholder(event, sorting, {type});
}

const isUnread = ({name, type}: Passage): boolean => name === null && type === null;

/** The passage of the event before; after a redrive the one that was open before it. */
function own(event: HistoryEvent, sorting: Sorting): Passage {
	const before = sorting.byId.get(event.previousEventId);
	const passage = (before && sorting.of.get(before.id)) ?? null;
	const isInside = before && (started.test(before.type) || before.type === 'MapIterationStarted');

	if (passage && !isInside) {
		return passage;
	}

	const known = before && reopened(event, passage, sorting);

	return known
		? Object.assign(known, {attempt: known.within?.attempts ?? 0})
		: placeholder(event, sorting, {type: 'Task'});
}

/** A redrive schedules the same call anew, without entering the state anew. */
function reopened(
	event: HistoryEvent,
	within: Passage | null,
	{all}: Sorting,
): Passage | undefined {
	const waiting = all.filter(
		passage =>
			isOpen(passage) &&
			!containers.has(passage.type ?? '') &&
			(within === null || passage.within === within),
	);
	const call = callOf(event);
	const isSameCall = ({events}: Passage) => events.some(each => callOf(each) === call);

	return (call === null ? undefined : waiting.find(isSameCall)) ?? waiting.at(-1);
}

const callOf = (event: HistoryEvent): string | null =>
	event.type.endsWith('Scheduled') ? JSON.stringify(event.details) : null;

/** Stands for what the events read do not reach back to. What is known to be inside it is put there. */
function placeholder(
	event: HistoryEvent,
	sorting: Sorting,
	given: Partial<Passage> & {type: string | null},
): Passage {
	const passage = sorting.begin({...given, within: sorting.begin({})});
	const outermost = outwards(event, sorting).at(-1);

	if (containers.has(given.type ?? '') && outermost?.entered === null) {
		outermost.within = passage;
	}

	return passage;
}
