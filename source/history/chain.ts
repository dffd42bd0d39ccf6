import type {HistoryEvent} from '../account/step-functions.ts';
import type {NormalPath} from '../definition/normal-path.ts';
import {answeredFailure, judgedBefore} from './answered.ts';
import {errorOutput} from './error-output.ts';
import {type Told, toldBy} from './event-details.ts';
import type {Link, Survived} from './failure.ts';
import {mapRunOf} from './followed.ts';
import {isUnreadWithin, leafAtEnd, leafOf} from './leaf.ts';
import type {Passage} from './passage.ts';
import {isFailure, type Passages, passagesOf} from './passages.ts';
import {caughtBefore, isQuotedIn, mentionsCaught, survivedBeside} from './survived.ts';

/** What one execution's own history says of its end. */
export type Chain = {
	/** Below the execution itself, the root last; empty where nothing failed, or the events read do not show it. */
	links: Link[];
	/** The passage that the root is in; null where there is none. */
	root: Passage | null;
	/** The Fail state that ended it, which a redrive would only run again; null where none did. */
	failState: string | null;
	/** Whether events that were not read could still change the root. */
	certain: boolean;
	survived: Survived[];
	passages: Passages;
};

export type ExecutionHistory = {
	executionArn: string;
	/** In any order; may be the end of the history alone. */
	events: readonly HistoryEvent[];
	/** Of the definition that the execution runs; null where that is not known. */
	normalPath: NormalPath | null;
};

const ending = /^Execution(?:Failed|TimedOut|Aborted)$/;

/** From the end of the execution down to the first failure that was not survived. */
export function chainOf({executionArn, events, normalPath}: ExecutionHistory): Chain {
	const passages = passagesOf(events);
	const end = [...passages.events.values()].findLast(({type}) => type.startsWith('Execution'));
	const walk: Walk = {
		passages,
		executionArn,
		normalPath,
		links: [],
		roots: [],
		certain: true,
	};

	if (end && ending.test(end.type)) {
		descend(walk, end);
	}

	return {
		links: walk.links,
		root: walk.roots.at(-1) ?? null,
		failState: walk.roots.find(({type}) => type === 'Fail')?.name ?? null,
		certain: walk.certain,
		survived: survivedBeside(walk.roots, passages),
		passages,
	};
}

type Walk = Pick<ExecutionHistory, 'executionArn' | 'normalPath'> & {
	passages: Passages;
	links: Link[];
	/** The passages of the links, in the same order. */
	roots: Passage[];
	certain: boolean;
};

function descend(walk: Walk, end: HistoryEvent): void {
	const told = toldBy(end);
	const leaf = leafAtEnd(end, walk.passages);

	if (leaf === null) {
		walk.certain = false;
		return;
	}

	linkDown(walk, leaf, null, {told, at: end.timestamp}, 'state');
}

/** Links to a passage where something failed, through the states around it, and on to what led there. */
function linkDown(
	walk: Walk,
	leaf: Passage,
	below: Passage | null,
	otherwise: {told: Told; at: Date | null},
	kind: 'state' | 'caught',
): void {
	// What failed before a redrive did not end what runs since.
	const {redrivenAt} = walk.passages;
	const failing = leaf.events.findLast(event => isFailure(event) && event.id > redrivenAt);
	const isOwn = failing && leaf.left !== 'succeeded';
	const own = isOwn ? toldBy(failing) : otherwise.told;
	const told = own.error === null && own.cause === null ? otherwise.told : own;
	const at = (isOwn ? failing.timestamp : leaf.entered?.timestamp) ?? otherwise.at;

	for (const around of between(leaf, below)) {
		link(walk, around.passage, {
			kind: around.passage.type === 'Map' ? 'item' : 'state',
			told,
			at,
			index: around.index,
		});
	}

	const isMapRun = mapRunOf(leaf) !== null;

	if (kind === 'caught' || !isMapRun) {
		link(walk, leaf, {kind, told, at, index: null});
	}

	if (isMapRun) {
		link(walk, leaf, {kind: 'map-run', told, at, index: null});
	}

	const isKnown = kind === 'caught' ? leaf.name !== null : leaf.entered !== null;
	walk.certain &&= isKnown && !isUnreadWithin(leaf, walk.passages);

	if (leaf.type === 'Fail') {
		linkToCaught(walk, leaf, below);
		linkToPassedOn(walk, leaf, told.cause);
		linkToAnswer(walk, leaf);
	}
}

/** With CausePath a Fail state says what was caught before, whatever ran since. */
function linkToPassedOn(walk: Walk, fail: Passage, cause: string | null): void {
	const {events} = walk.passages;

	if (walk.roots.at(-1) !== fail || cause === null || cause === '') {
		return;
	}

	const caught = caughtBefore(fail, cause, walk.passages);

	if (caught) {
		linkCaught(walk, caught, fail.within);
	} else if (isQuotedIn(fail.entered, {error: null, cause})) {
		walk.certain &&= events.has(1);
	}
}

/** A task can succeed with an answer that reports a failure: a Choice state judged it, and led to the Fail state. */
function linkToAnswer(walk: Walk, fail: Passage): void {
	const task = walk.roots.at(-1) === fail ? judgedBefore(fail, walk.passages) : null;

	if (task === 'unread') {
		walk.certain = false;
		return;
	}

	const end = task && answeredFailure(task);

	if (task && end) {
		link(walk, task, {kind: 'state', told: end, at: end.stoppedAt, index: null});
	}
}

function link(
	{links, roots, executionArn}: Walk,
	passage: Passage,
	{kind, told, at, index}: {kind: Link['kind']; told: Told; at: Date | null; index: number | null},
): void {
	const {error, cause} = told;
	links.push({kind, state: passage.name, executionArn, error, cause, at, index});
	roots.push(passage);
}

/** The Parallel and Map states around a passage, the outermost first. */
function between(
	leaf: Passage,
	below: Passage | null,
): Array<{passage: Passage; index: number | null}> {
	const line: Array<{passage: Passage; index: number | null}> = [];

	for (let at = leaf; at.within !== null && at.within !== below; at = at.within) {
		if (at.within.type !== null) {
			line.unshift({passage: at.within, index: at.index ?? failedIteration(at.within)});
		}
	}

	return line;
}

function failedIteration({events}: Passage): number | null {
	const index = events.findLast(({type}) => type === 'MapIterationFailed')?.details.index;
	return typeof index === 'number' ? index : null;
}

/**
 * A Fail state says what its author wrote. Where a Catch led there, what was caught is why. States between that are
 * reached without a Catch as well show that the failure was survived.
 */
function linkToCaught(walk: Walk, fail: Passage, below: Passage | null): void {
	const {passages, normalPath} = walk;
	let event = fail.entered;

	while (event && event.previousEventId > 1) {
		const before = passages.events.get(event.previousEventId);
		const passage = before && passages.of.get(before.id);

		if (before && (!passage || passage.exited !== before)) {
			return;
		}

		// Whether it was left by a Catch, the event before the one that says it was left tells.
		if (!passage || !passages.events.has(before.previousEventId)) {
			walk.certain = false;
			return;
		}

		const isReachedAnyway = normalPath?.alwaysLeads(passage.name ?? '', fail.name ?? '') ?? false;

		if (passage.left === 'caught' && !isReachedAnyway) {
			linkCaught(walk, passage, below);
		}

		if (normalPath?.holds(passage.name ?? '') ?? !mentionsCaught(fail, passage, passages)) {
			return;
		}

		if (passage.entered === null) {
			walk.certain = false;
			return;
		}

		event = passage.entered;
	}
}

function linkCaught(walk: Walk, caught: Passage, below: Passage | null): void {
	const {passages} = walk;
	const failure = passages.events.get(caught.exited?.previousEventId ?? -1);
	const told = {told: errorOutput(caught.exited), at: failure?.timestamp ?? null};
	const leaf = failure && leafOf(failure, passages);
	linkDown(walk, caught, below, told, 'caught');

	if (leaf && leaf !== caught) {
		const [outer] = walk.links.slice(-1);
		linkDown(walk, leaf, caught, {told: outer ?? told.told, at: told.at}, 'state');
	}
}
