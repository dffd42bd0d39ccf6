import {createHash} from 'node:crypto';
import type {ExecutedMachine, ExecutionStatus} from '../account/step-functions.ts';
import {cleanText} from '../incident/clean.ts';
import {extractFacts} from '../incident/extract-facts.ts';
import {commonText, saidBy} from './cause-text.ts';

/** What a failed execution failed of, at the end of its failure chain. */
export type FailureRoot = {
	/** Of the root: a child execution's own, where it is in one. */
	stateMachineArn: string;
	state: string | null;
	error: string | null;
	cause: string | null;
};

export type FailedExecution = {
	arn: string;
	name: string;
	status: ExecutionStatus;
	startedAt: Date | null;
	stoppedAt: Date | null;
	redriveCount: number | null;
	startedThrough: string | null;
	/** As it ran; null where that could not be read. */
	machine: ExecutedMachine | null;
	root: FailureRoot;
	/** The Fail state that ended it, which a redrive would only run again. */
	failState: string | null;
	events: number;
};

/** Failed executions with one root. */
export type FailureGroup = {
	/** The same for the same root, today and tomorrow. */
	id: string;
	stateMachineArn: string;
	state: string | null;
	error: string | null;
	/** The denied action. */
	action: string | null;
	/** What the newest one said. */
	message: string | null;
	/** The newest first. */
	executions: FailedExecution[];
	first: Date | null;
	last: Date | null;
};

/** The largest group first; of two alike, the one that failed last. */
export function groupFailures(executions: readonly FailedExecution[]): FailureGroup[] {
	const groups = new Map<string, FailedExecution[]>();

	for (const execution of executions.toSorted(byEnd)) {
		const key = keyOf(execution);
		groups.set(key, [...(groups.get(key) ?? []), execution]);
	}

	return [...groups]
		.map(([key, members]) => groupOf(key, members))
		.toSorted(
			(one, other) =>
				other.executions.length - one.executions.length || timeOf(other.last) - timeOf(one.last),
		);
}

/** The group that an execution with this root is in, or would be. */
export const groupIdOf = (failed: Pick<FailedExecution, 'root' | 'status'>): string =>
	idOf(keyOf(failed));

const idOf = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 8);

/** A denial is told by its action: resources that come from the input would make a group of each execution. */
function keyOf({root, status}: Pick<FailedExecution, 'root' | 'status'>): string {
	const action = deniedAction(root);
	const error = root.error ?? status;

	return JSON.stringify([
		root.stateMachineArn,
		root.state,
		error,
		action,
		action === null ? commonText(root.cause) : '',
	]);
}

const factsOf = ({error, cause}: FailureRoot) =>
	extractFacts(cleanText(`${error ?? ''} ${saidBy(cause) ?? ''}`));

function deniedAction(root: FailureRoot): string | null {
	const facts = factsOf(root);
	return facts.denial === null ? null : facts.action;
}

export const deniedResource = (root: FailureRoot): string | null => factsOf(root).resource;

function groupOf(key: string, members: FailedExecution[]): FailureGroup {
	const [newest] = members;
	const {root} = newest as FailedExecution;
	const times = members.map(({stoppedAt}) => timeOf(stoppedAt)).filter(time => time > 0);

	return {
		id: idOf(key),
		stateMachineArn: root.stateMachineArn,
		state: root.state,
		error: root.error,
		action: deniedAction(root),
		message: saidBy(root.cause),
		executions: members,
		first: times.length > 0 ? new Date(Math.min(...times)) : null,
		last: times.length > 0 ? new Date(Math.max(...times)) : null,
	};
}

const timeOf = (date: Date | null): number => date?.getTime() ?? 0;

const byEnd = (one: FailedExecution, other: FailedExecution): number =>
	timeOf(other.stoppedAt) - timeOf(one.stoppedAt) || (one.arn < other.arn ? -1 : 1);
