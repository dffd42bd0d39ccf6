import type {StateMachine} from '../../source/account/step-functions.ts';
import {option} from '../../source/aws/shell-quote.ts';
import {type Seconds, timeoutOf} from '../../source/definition/error-handling.ts';
import {parseDefinition} from '../../source/definition/parse-definition.ts';
import type {StateAt} from '../../source/definition/walk-states.ts';
import type {Answer} from '../../source/diagnosis/check.ts';
import type {Remedy} from '../../source/diagnosis/remedy.ts';
import {attemptsIn} from '../../source/history/attempts.ts';
import {type TimeLimit, timeLimitOf} from '../../source/history/time-limit.ts';
import {durationOf} from '../../source/text.ts';
import {changeDefinition} from './change-definition.ts';
import {anotherFailure, calledFunction, type FailedRun, stateGone} from './failed-run.ts';
import {failedRunCheck} from './failed-run-check.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/sfn-stuck-execution.html */
export const check = failedRunCheck({
	id: 'timeout-used',
	title: 'No time limit ended the state or the execution',
	decisive: true,

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
	const {stateMachine, definition, ran} = run;
	const {timeout: now} = timeoutOf(definition);
	const was = used === null ? null : Math.floor((used + 500) / 1000);
	const where = ran ? `, in state ${ran.name}` : '';

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

/** The limit is another one now, or the current definition does not show it. */
const raisedOrUnknown = (
	what: string,
	was: number | null,
	now: Seconds,
	used: number | null,
): Answer => {
	if (was === null) {
		return {
			outcome: 'unknown',
			evidence: 'read',
			answer: `Cannot tell: it timed out${usedWords(used)}, and the history does not show which limit ended it.`,
		};
	}

	const isEnough =
		// Twice, as the fix below: the time used is not exact to the second.
		now === null || (typeof now === 'number' && now >= 2 * (was - 1));
	const words = `${what} ended it after ${was} s${usedWords(used)}; it is now ${now === null ? 'not set' : String(now)}${typeof now === 'number' ? ' s' : ''}.`;

	return {
		outcome: isEnough ? 'ok' : 'unknown',
		evidence: 'read',
		answer: isEnough
			? words
			: `Cannot tell: ${words} The history does not show how long the work takes, so the new limit can be too short as well.`,
	};
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

/** The most that AWS accepts. https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html */
const longestTimeout = 99_999_999;

/** Twice the TimeoutSeconds of a state, or of the whole state machine where `state` is null. Null where it is computed. */
function raiseTimeout(
	stateMachine: StateMachine,
	state: StateAt | null,
	was: number,
): Remedy | null {
	const at = state ?? parseDefinition(stateMachine.definition);
	const seconds = Math.min(was * 2, longestTimeout);
	const what = state ? state.name : stateMachine.name;

	const {timeout} = timeoutOf(at);

	if (typeof timeout !== 'number') {
		return null;
	}

	return {
		id: 'raise-timeout',
		title: `Raise TimeoutSeconds of ${what} from ${timeout} to ${seconds}`,
		why: `Doubles the limit that was not enough: the history does not show how long the work really takes. Nothing else in the definition changes.`,
		widens: null,
		changes: [
			changeDefinition(stateMachine, [
				{path: [...(state?.segments ?? []), 'TimeoutSeconds'], value: seconds},
			]),
		],
	};
}
