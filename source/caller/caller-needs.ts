import calls from '../../flows/calls.json' with {type: 'json'};
import type {Change} from '../diagnosis/remedy.ts';
import {
	actionsOfRead,
	callsOfChange,
	neverRequired,
	optionalReads,
	type ReadName,
	readsOfEveryRun,
} from './called-actions.ts';

/** `optional`: without these sfn-fix says less, and what it could not read. */
export type CallerNeeds = {required: ReadonlySet<string>; optional: ReadonlySet<string>};

type FlowCalls = {
	reads: readonly ReadName[];
	changes: ReadonlyArray<Change['kind']>;
	repeats: ReadonlyArray<'redrive' | 'start-execution'>;
};

const flowCalls = calls as Record<string, FlowCalls>;

const actionOfRepeat = {
	redrive: 'states:RedriveExecution',
	'start-execution': 'states:StartExecution',
} as const;

const actionsOfReads = (reads: readonly ReadName[]): string[] =>
	reads.flatMap(read => actionsOfRead[read]);

function needs(required: readonly string[], optional: readonly string[]): CallerNeeds {
	const all = new Set(required);
	return {required: all, optional: new Set(optional.filter(action => !all.has(action)))};
}

/** What the checks of a flow read, and where it writes: its changes, what undoes them, and what repeats the execution. */
export function needsOfFlow(id: string, {readOnly}: {readOnly: boolean}): CallerNeeds {
	const {reads, changes, repeats}: FlowCalls = flowCalls[id] ?? {
		reads: [],
		changes: [],
		repeats: [],
	};
	const ofChecks = reads.filter(read => !neverRequired.includes(read));
	const reading = [...readsOfEveryRun, ...ofChecks];
	const optional = actionsOfReads([...optionalReads, ...reads]);

	return readOnly
		? needs(actionsOfReads(reading), optional)
		: needs(
				[
					...actionsOfReads([...reading, ...changes.flatMap(kind => callsOfChange[kind].reads)]),
					...changes.flatMap(kind => callsOfChange[kind].writes),
					...repeats.map(repeat => actionOfRepeat[repeat]),
				],
				// `--since` repeats each execution in the way that fits it.
				changes.length > 0 ? [...optional, ...Object.values(actionOfRepeat)] : optional,
			);
}

/** Of every flow together. */
export function needsOfAllFlows(rule: {readOnly: boolean}): CallerNeeds {
	const each = Object.keys(flowCalls).map(id => needsOfFlow(id, rule));

	return needs(
		each.flatMap(({required}) => [...required]),
		each.flatMap(({optional}) => [...optional]),
	);
}

/** Of every change that the journal can hold. Interrupted executions are looked up on the way. */
export function needsOfUndo({readOnly}: {readOnly: boolean}): CallerNeeds {
	const each = Object.values(callsOfChange);
	const reads = actionsOfReads(['execution', ...each.flatMap(({reads: ofChange}) => ofChange)]);

	return needs(readOnly ? reads : [...reads, ...each.flatMap(({writes}) => writes)], []);
}
