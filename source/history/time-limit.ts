import {type Attempt, timeUsed} from './attempts.ts';

/** What made an end of it. `used` is in milliseconds, the limits in seconds. */
export type TimeLimit =
	| {kind: 'timeout' | 'heartbeat'; seconds: number | null; used: number | null}
	| {kind: 'execution'; used: number | null}
	/** The Lambda function's own, set on the function. */
	| {kind: 'function'; seconds: number | null; used: number | null}
	/** An HTTP Task: https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html */
	| {kind: 'http'; used: number | null};

export type TimedOut = {
	error: string | null;
	cause: string | null;
	/** The attempt that the failure ended; null where the state has none. */
	attempt: Attempt | null;
	/** Whether the execution as a whole was ended, and for how long it ran. */
	execution: {timedOut: boolean; ran: number | null};
};

/** Null where it did not end for want of time. */
export function timeLimitOf({error, cause, attempt, execution}: TimedOut): TimeLimit | null {
	const used = attempt ? timeUsed(attempt) : null;
	const stated = /Task timed out after (\d{1,6}(?:\.\d{1,3})?) seconds(?!\s\w)/.exec(
		cause ?? '',
	)?.[1];

	if (error === 'States.Http.Socket') {
		return {kind: 'http', used};
	}

	if (error === 'Sandbox.Timedout' || (stated !== undefined && !error?.startsWith('States.'))) {
		return {kind: 'function', seconds: stated === undefined ? null : Number(stated), used};
	}

	if (attempt?.end?.endsWith('TimedOut') || error === 'States.HeartbeatTimeout') {
		return ofAttempt(attempt, error, used);
	}

	return execution.timedOut ? {kind: 'execution', used: execution.ran} : null;
}

/** Where both limits are set, the timeout is what ended it if all of its time was used. */
function ofAttempt(attempt: Attempt | null, error: string | null, used: number | null): TimeLimit {
	const {timeoutSeconds = null, heartbeatSeconds = null} = attempt ?? {};
	const isUp = used !== null && timeoutSeconds !== null && used >= timeoutSeconds * 1000 - slack;
	const isHeartbeat = error === 'States.HeartbeatTimeout' || (heartbeatSeconds !== null && !isUp);

	return isHeartbeat
		? {kind: 'heartbeat', seconds: heartbeatSeconds, used}
		: {kind: 'timeout', seconds: timeoutSeconds, used};
}

/** The history's times are not exact to the millisecond. */
const slack = 500;
