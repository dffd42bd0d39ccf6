import type {JobReference} from '../account/jobs.ts';
import type {HistoryEvent} from '../account/step-functions.ts';
import type {Root} from '../diagnosis/followed-failure.ts';
import {detailText, toldBy} from '../history/event-details.ts';
import {isFailure} from '../history/passages.ts';
import {jobBelongsTo, jobOf} from '../history/waiting.ts';
import {isObject, type JsonObject, member, parseJson} from '../json.ts';

/** The last attempt of the task that failed, as the history shows it. */
export type FailedTask = {
	state: string | null;
	/** `lambda`, `ecs`, `glue`, …: the service that did the work. */
	service: string;
	/** `invoke`, `runTask.sync`, …; a function's ARN where the state names it as its resource. */
	resource: string;
	parameters: JsonObject;
	error: string | null;
	cause: string | null;
	/** What a service wrote into the cause; empty where it is not JSON. */
	described: JsonObject;
	/** What the service answered when it accepted the work. */
	submitted: JsonObject;
	/** What the service was asked to do, where it said how to ask for it. */
	job: JobReference | null;
	/** Milliseconds since 1970. */
	from: number;
	to: number;
};

/** Null where what failed is no task, or its events were not read. */
export function failedTask({chain, state, error, cause}: Root): FailedTask | null {
	const events = chain?.root?.events ?? [];
	const failure = events.findLast(isFailure);
	const scheduled = events.findLast(
		({type, id}) => /^(?:Task|LambdaFunction)Scheduled$/.test(type) && id < (failure?.id ?? 0),
	);
	const from = scheduled?.timestamp?.getTime();
	const to = failure?.timestamp?.getTime();

	if (!scheduled || !failure || from === undefined || to === undefined) {
		return null;
	}

	const own = toldBy(failure);
	const called = calledBy(scheduled);
	const submitted = events.findLast(
		({type, id}) => type === 'TaskSubmitted' && id > scheduled.id && id < failure.id,
	);

	return {
		state,
		...called,
		error: own.error ?? error,
		cause: own.cause ?? cause,
		described: objectIn(own.cause ?? cause),
		submitted: objectIn(detailText(submitted, 'output')),
		job: jobIn(called, submitted, scheduled),
		from,
		to,
	};
}

function jobIn(
	{service, resource}: Pick<FailedTask, 'service' | 'resource'>,
	submitted: HistoryEvent | undefined,
	scheduled: HistoryEvent,
): JobReference | null {
	const job = jobOf(submitted);
	return job === null
		? null
		: {service: `${service}:${resource}`, job, of: jobBelongsTo(scheduled)};
}

function calledBy(
	scheduled: HistoryEvent,
): Pick<FailedTask, 'service' | 'resource' | 'parameters'> {
	const resource = detailText(scheduled, 'resource') ?? '';

	if (scheduled.type === 'LambdaFunctionScheduled') {
		return {service: 'lambda', resource, parameters: {FunctionName: resource}};
	}

	return {
		service: (detailText(scheduled, 'resourceType') ?? '').replace('aws-sdk:', ''),
		resource,
		parameters: objectIn(detailText(scheduled, 'parameters')),
	};
}

function objectIn(text: string | null): JsonObject {
	const value = parseJson(text);
	return isObject(value) ? value : {};
}

/** A text at a path, whichever case the service writes its first letters in. */
export function textAt(value: unknown, ...path: string[]): string | null {
	const found = at(value, ...path);
	return typeof found === 'string' && found !== '' ? found : null;
}

export const at = (value: unknown, ...path: string[]): unknown =>
	path.reduce(
		(inner, name) => member(inner, name) ?? member(inner, name[0]?.toLowerCase() + name.slice(1)),
		value,
	);

export const objectsAt = (value: unknown, ...path: string[]): JsonObject[] => {
	const found = at(value, ...path);
	return Array.isArray(found) ? found.filter(isObject) : [];
};
