import type {WaitingIn} from './followed-failure.ts';

/** A wait without a limit that lasts this long is taken for one that does not end. */
export const hangsAfter = 3_600_000;
/** Jobs and Map Runs can take most of a day. */
const jobHangsAfter = 24 * hangsAfter;

const longWork = new Set<WaitingIn['waitsFor']['kind']>(['job', 'map-run']);

const waitsForOthers = new Set<WaitingIn['waitsFor']['kind']>([
	'activity-worker',
	'activity-result',
	'task-token',
	'job',
	'call',
	'map-run',
]);

/** Whether it has waited for somebody or something for long, and no limit will end that soon. */
export const hangs = (waiting: WaitingIn, now: number): boolean =>
	isRetriedForLong(waiting, now) || waitsForLong(waiting, now);

/** So many attempts failed, over so long a time, that the next one is not expected to succeed. */
const attemptsAtLeast = 5;

const isRetriedForLong = ({failed, enteredAt}: WaitingIn, now: number): boolean =>
	failed !== undefined &&
	failed.attempts >= attemptsAtLeast &&
	enteredAt !== null &&
	now - enteredAt.getTime() >= hangsAfter;

/**
 * A wait of more than a day whose limit is further away than that: it can be meant, as for a person's approval, or
 * nobody can be left to end it.
 */
export const waitsFarFromLimit = (waiting: WaitingIn, now: number): boolean => {
	const {waitsFor, since} = waiting;
	const left = since === null ? Infinity : timeLeft(waiting, since, now);

	return (
		waitsForOthers.has(waitsFor.kind) &&
		since !== null &&
		now - since.getTime() >= jobHangsAfter &&
		left > jobHangsAfter &&
		left < Infinity
	);
};

const waitsForLong = (waiting: WaitingIn, now: number): boolean => {
	const {waitsFor, since} = waiting;

	return (
		waitsForOthers.has(waitsFor.kind) &&
		since !== null &&
		now - since.getTime() >= (longWork.has(waitsFor.kind) ? jobHangsAfter : hangsAfter) &&
		// The clock of a timeout starts when a worker takes the task.
		(timeLeft(waiting, since, now) === Infinity || waitsFor.kind === 'activity-worker')
	);
};

/** In milliseconds: when the wait ends at the latest if nobody sends an answer or a heartbeat any more. */
function timeLeft(
	{waitsFor, timeoutSeconds, heartbeatSeconds}: WaitingIn,
	since: Date,
	now: number,
): number {
	const sendsHeartbeats = ['task-token', 'activity-result'].includes(waitsFor.kind);

	return Math.min(
		timeoutSeconds === null ? Infinity : since.getTime() + timeoutSeconds * 1000 - now,
		// When the last heartbeat came is not in the history.
		sendsHeartbeats && heartbeatSeconds !== null ? heartbeatSeconds * 1000 : Infinity,
	);
}
