import {attemptsIn} from '../../source/history/attempts.ts';
import {member} from '../../source/json.ts';
import type {FailedRun} from './failed-run.ts';

/** The Lambda function that the failing state called, by name or ARN; null where it called none. */
export function calledFunction({visit, ran, event}: FailedRun): string | null {
	const parameters = visit && attemptsIn(visit).at(-1)?.parameters;
	const [, named] = /"FunctionName"\s?:\s?"([^"]{1,256})"/.exec(parameters ?? '') ?? [];
	const resource = member(ran?.value, 'Resource') ?? event?.details.resource;
	const isFunction = typeof resource === 'string' && /^arn:[\w-]{1,20}:lambda:/.test(resource);

	return named ?? (isFunction ? resource : null);
}
