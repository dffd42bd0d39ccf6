import {option} from '../../source/aws/shell-quote.ts';
import {type Seconds, timeoutOf} from '../../source/definition/error-handling.ts';
import type {Answer} from '../../source/diagnosis/check.ts';
import {attemptsIn} from '../../source/history/attempts.ts';
import {type TimeLimit, timeLimitOf} from '../../source/history/time-limit.ts';
import {durationOf} from '../../source/text.ts';
import {anotherFailure, calledFunction, type FailedRun, stateGone} from './failed-run.ts';
import {failedRunCheck} from './failed-run-check.ts';
import {raiseTimeout} from './raise-timeout.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/sfn-stuck-execution.html */
export const check = failedRunCheck({
	id: 'timeout-used',
	title: 'No time limit ended the state or the execution',
	decisive: true,
	provenByRepeat: true,

	judge(run) {
		const limit = limitOf(run);
		return limit ? judged(limit, run) : anotherFailure(run);
	},
});

function limitOf({error, cause, visit, execution}: FailedRun): TimeLimit | null {
	const {startedAt, stoppedAt, status} = execution;

	return timeLimitOf({
		error,
		cause,
		attempt: (visit && attemptsIn(visit).at(-1)) ?? null,
		execution: {
			timedOut: status === 'TIMED_OUT',
			ran: startedAt && stoppedAt ? stoppedAt.getTime() - startedAt.getTime() : null,
		},
	});
}

function judged(limit: TimeLimit, run: FailedRun): Answer {
	switch (limit.kind) {
		case 'timeout':
			return ofTimeout(limit.seconds, limit.used, run);
		case 'execution':
			return ofExecution(limit.used, run);
		case 'heartbeat':
			return ofHeartbeat(limit.seconds, limit.used, run);
		case 'function':
			return ofFunction(limit.seconds, limit.used, run);
		case 'http':
			return {
				outcome: 'problem',
				evidence: 'read',
				answer: `The endpoint that ${nameOf(run)} calls took longer than the 60 seconds of an HTTP Task${usedWords(limit.used)}. This limit cannot be raised.`,
				details: [
					'Change the endpoint to respond immediately, and wait for its result in another way, for example with a task token.',
				],
			};
	}
}

const nameOf = ({visit, execution}: FailedRun): string => visit?.state ?? execution.name;

const usedWords = (used: number | null): string =>
	used === null ? '' : ` (${durationOf(used)} used)`;

function ofTimeout(seconds: number | null, used: number | null, run: FailedRun): Answer {
	const {state, stateMachine, definition} = run;
	const now: Seconds = state ? timeoutOf(state).timeout : null;
	const was = seconds ?? (run.ran ? numberOf(timeoutOf(run.ran).timeout) : null);

	if (!state) {
		return stateGone(run);
	}

	const isComputedSince = typeof now === 'string' && run.ran && timeoutOf(run.ran).timeout !== now;

	if (was === null || now === null || isComputedSince || isRaised(now, was)) {
		return raisedOrUnknown(`TimeoutSeconds of ${state.name}`, was, now, used);
	}

	const remedy = raiseTimeout(stateMachine, state, was);
	const whole = timeoutOf(definition).timeout;

	return {
		outcome: 'problem',
		evidence: 'read',
		answer: `${nameOf(run)} reached its TimeoutSeconds of ${was} s${usedWords(used)}${loweredWords(now, was)}.`,
		details: [
			'The called service is not notified, and can still be running.',
			...(typeof whole === 'number' ? [`The whole execution has ${whole} s.`] : []),
			...(remedy ? [] : [`Its limit is computed (${String(now)}): raise it at its source.`]),
		],
		remedies: remedy ? [remedy] : [],
	};
}

function ofExecution(used: number | null, run: FailedRun): Answer {
	const {stateMachine, definition, ran, executed} = run;
	const {timeout: now} = timeoutOf(definition);
	const was = used === null ? null : Math.floor((used + 500) / 1000);
	const where = ran ? `, in state ${ran.name}` : '';

	// No limit that is in neither definition can have ended it.
	if (now === null && (executed === null || timeoutOf(executed).timeout === null)) {
		const why = executed
			? 'neither the definition that it ran nor the current one sets TimeoutSeconds'
			: 'the definition that it ran could not be read';
		return unknown(`the execution timed out${usedWords(used)}, and ${why}.`);
	}

	if (was === null || typeof now !== 'number' || now > was) {
		return raisedOrUnknown('TimeoutSeconds of the state machine', was, now, used);
	}

	const isLowered = now < was - 1;
	const remedy = raiseTimeout(stateMachine, null, isLowered ? was : now);

	return {
		outcome: 'problem',
		evidence: 'read',
		answer: `The execution reached TimeoutSeconds of the state machine, ${isLowered ? was : now} s${usedWords(used)}${where}${loweredWords(now, isLowered ? was : now)}.`,
		details: ['No Retry or Catch of a state can handle the timeout of the whole execution.'],
		remedies: remedy ? [remedy] : [],
	};
}

const unknown = (why: string): Answer => ({
	outcome: 'unknown',
	evidence: 'read',
	answer: `Cannot tell: ${why}`,
});

/** The limit is another one now, or the current definition does not show it. */
const raisedOrUnknown = (
	what: string,
	was: number | null,
	now: Seconds,
	used: number | null,
): Answer => {
	if (was === null) {
		return unknown(
			`it timed out${usedWords(used)}, and the history does not show which limit ended it.`,
		);
	}

	const isGone = now === null;
	const words = `${what} ended it after ${was} s${usedWords(used)}; it is now ${isGone ? 'not set' : String(now)}${typeof now === 'number' ? ' s' : ''}.`;
	const open = 'How long the work takes is not known, so the new limit can be too short as well.';

	return isGone ? {outcome: 'ok', evidence: 'read', answer: words} : unknown(`${words} ${open}`);
};

const loweredWords = (now: Seconds, was: number): string =>
	typeof now === 'number' && now < was ? `; it is now ${now} s` : '';

const isRaised = (now: Seconds, was: number): boolean => typeof now === 'number' && now > was;
const numberOf = (seconds: Seconds): number | null =>
	typeof seconds === 'number' ? seconds : null;

/** No remedy: a worker that stopped sends nothing, however long the limit. */
const ofHeartbeat = (seconds: number | null, used: number | null, run: FailedRun): Answer => ({
	outcome: 'problem',
	evidence: 'read',
	answer: `${nameOf(run)} got no heartbeat within its HeartbeatSeconds${seconds === null ? '' : `, ${seconds} s`}${usedWords(used)}.`,
	details: [
		'The log of the worker shows whether it stopped, never started or sends no heartbeat. Longer HeartbeatSeconds helps only a slow worker.',
		'A worker sends a heartbeat with SendTaskHeartbeat and the task token.',
	],
});

/** The longest that Lambda allows. https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html */
const longestFunctionTimeout = 900;

function ofFunction(seconds: number | null, used: number | null, run: FailedRun): Answer {
	const name = calledFunction(run);
	const limit = seconds === null ? '' : ` of ${seconds} s`;
	const raised = Math.min(
		seconds === null ? longestFunctionTimeout : seconds * 2,
		longestFunctionTimeout,
	);
	const command =
		name === null || (seconds !== null && seconds >= longestFunctionTimeout)
			? null
			: [
					'lambda',
					'update-function-configuration',
					...option('function-name', name),
					...option('timeout', String(raised)),
				];

	return {
		outcome: 'problem',
		evidence: 'read',
		answer: `The Lambda function's own timeout${limit} ended it${usedWords(used)}: it is set on the function, not in ${nameOf(run)}.`,
		details: [
			`A function can have at most ${longestFunctionTimeout} s.`,
			...(command ? [{kind: 'command' as const, text: 'Raise it with', command}] : []),
		],
		requests: [
			{
				to: 'the owner of the function',
				text: `${name ?? 'The function'} reached its own timeout${limit} in ${run.execution.arn}. Please find out why it takes so long, or raise the timeout.`,
				...(command && {commands: [command]}),
			},
		],
	};
}
