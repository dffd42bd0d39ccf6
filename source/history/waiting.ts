import type {HistoryEvent} from '../account/step-functions.ts';
import {isObject, type JsonObject, member, parseJson} from '../json.ts';
import {detailNumber, detailText} from './event-details.ts';
import {openPassages} from './leaf.ts';
import type {Passage} from './passage.ts';
import {isFailure, type Passages} from './passages.ts';

/** What an open state waits for, as far as its own last event says. */
type WaitsFor =
	/** No worker has asked for the task: the clock of its timeout has not started either. */
	| {kind: 'activity-worker'; activityArn: string | null}
	| {kind: 'activity-result'; activityArn: string | null; worker: string | null}
	| {kind: 'task-token'; service: string | null}
	/** A job that `.sync` started, by its identifier where the answer has one. */
	| {
			kind: 'job';
			service: string | null;
			job: string | null;
			/** The Glue job, the EMR cluster or application that it belongs to. */
			of: string | null;
	  }
	| {kind: 'call'; service: string | null}
	| {kind: 'time'}
	| {kind: 'map-run'; mapRunArn: string | null}
	| {kind: 'next-attempt'; error: string | null; cause: string | null}
	/** It was entered, and nothing happened since. */
	| {kind: 'unknown'};

export type WaitingState = {
	state: string | null;
	type: string | null;
	/** When the wait began: the state's last event. */
	since: Date | null;
	enteredAt: Date | null;
	waitsFor: WaitsFor;
	/** Null where none is set: Step Functions then waits up to a year. */
	timeoutSeconds: number | null;
	heartbeatSeconds: number | null;
	/** What its attempts failed with so far, the last error named; absent where none failed. */
	failed?: {attempts: number; error: string | null; cause: string | null};
};

/**
 * Every state that is under way, the one that has waited longest first; those that only let time pass come last.
 * Task tokens are left where they are.
 */
export const waitingStates = (passages: Passages): WaitingState[] =>
	openPassages(passages)
		.map(passage => waitingIn(passage, passages.redrivenAt))
		.toSorted((one, other) => Number(isTime(one)) - Number(isTime(other)));

const isTime = ({waitsFor: {kind}}: WaitingState): boolean => kind === 'time';

function waitingIn(passage: Passage, redrivenAt: number): WaitingState {
	const {name, type, entered, events} = passage;
	const last = events.at(-1) ?? null;
	const scheduled = events.findLast(event => event.type.endsWith('Scheduled'));
	const failures = events.filter(event => isFailure(event) && event.id > redrivenAt);
	const latest = failures.at(-1);

	return {
		state: name,
		type,
		since: last?.timestamp ?? null,
		enteredAt: entered?.timestamp ?? null,
		waitsFor: last === null ? {kind: 'unknown'} : waitsFor(last, scheduled, passage),
		timeoutSeconds: limit(scheduled, 'timeoutInSeconds'),
		heartbeatSeconds: limit(scheduled, 'heartbeatInSeconds'),
		...(latest && {
			failed: {
				attempts: failures.length,
				error: detailText(latest, 'error'),
				cause: detailText(latest, 'cause'),
			},
		}),
	};
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html: the default, which is as good as none. */
const noLimit = 99_999_999;

function limit(scheduled: HistoryEvent | undefined, field: string): number | null {
	const seconds = detailNumber(scheduled, field);
	return seconds === noLimit ? null : seconds;
}

function waitsFor(
	last: HistoryEvent,
	scheduled: HistoryEvent | undefined,
	{type}: Passage,
): WaitsFor {
	const service = serviceOf(scheduled);

	if (isFailure(last)) {
		return {
			kind: 'next-attempt',
			error: detailText(last, 'error'),
			cause: detailText(last, 'cause'),
		};
	}

	switch (last.type) {
		case 'ActivityScheduled':
			return {kind: 'activity-worker', activityArn: detailText(last, 'resource')};
		case 'ActivityStarted':
			return {
				kind: 'activity-result',
				activityArn: detailText(scheduled, 'resource'),
				worker: detailText(last, 'workerName'),
			};
		case 'MapRunStarted':
			return {kind: 'map-run', mapRunArn: detailText(last, 'mapRunArn')};
		case 'TaskSubmitted':
			return (detailText(last, 'resource') ?? '').endsWith('.waitForTaskToken')
				? {kind: 'task-token', service}
				: {kind: 'job', service, job: jobOf(last), of: jobBelongsTo(scheduled)};
		case 'WaitStateEntered':
			return {kind: 'time'};
		default:
			return scheduled === undefined || type === 'Wait'
				? {kind: 'unknown'}
				: {kind: 'call', service};
	}
}

/** `sqs:sendMessage.waitForTaskToken`; a function's own ARN. */
function serviceOf(scheduled: HistoryEvent | undefined): string | null {
	const resource = detailText(scheduled, 'resource');
	const type = detailText(scheduled, 'resourceType');
	return resource === null ? null : type === null ? resource : `${type}:${resource}`;
}

const identifiers = [
	'ExecutionArn',
	'TaskArn',
	'JobArn',
	'JobRunId',
	'JobId',
	'TrainingJobArn',
	'TransformJobArn',
	'ProcessingJobArn',
	'QueryExecutionId',
	'StepId',
	'ClusterId',
	'ApplicationId',
] as const;

/** Of the parameters these names alone are read: others can hold a task token. */
export function jobBelongsTo(scheduled: HistoryEvent | undefined): string | null {
	const parameters = parseJson(detailText(scheduled, 'parameters'));
	return identifierIn(parameters, ['JobName', 'ClusterId', 'ApplicationId']) ?? null;
}

/** The job's identifier in what the service answered when it was started. */
export function jobOf(submitted: HistoryEvent | null | undefined): string | null {
	const output = parseJson(detailText(submitted, 'output'));
	const inner = ['Build', 'Cluster'].map(name => member(output, name)).find(isObject);
	const tasks = member(output, 'Tasks');
	const [task] = Array.isArray(tasks) ? tasks.filter(isObject) : [];

	return (
		identifierIn(output) ??
		identifierIn(task) ??
		identifierIn(inner, ['Arn', 'Id', 'ClusterArn']) ??
		null
	);
}

function identifierIn(value: unknown, names: readonly string[] = identifiers): string | undefined {
	const found: JsonObject = isObject(value) ? value : {};
	const name = names.find(each => typeof member(found, each) === 'string');
	return name === undefined ? undefined : String(found[name]);
}
