import {shellQuote} from '../../source/aws/shell-quote.ts';
import {type Seconds, timeoutOf} from '../../source/definition/error-handling.ts';
import type {Answer, Check} from '../../source/diagnosis/check.ts';
import {attemptsIn} from '../../source/history/attempts.ts';
import {type TimeLimit, timeLimitOf} from '../../source/history/time-limit.ts';
import {durationOf} from '../../source/text.ts';
import {anotherFailure} from './another-failure.ts';
import {calledFunction} from './called-function.ts';
import {type FailedRun, failedRun, historyCommand} from './failed-run.ts';
import {raiseTimeout} from './raise-timeout.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/sfn-stuck-execution.html */
export const timeoutUsed: Check = {
	id: 'timeout-used',
	title: 'Which limit ended it, and how much of it was used?',
	decisive: true,
	command: historyCommand,

	async run(context) {
		const run = await failedRun(context);

		if ('none' in run) {
			return null;
		}

		const limit = limitOf(run);
		return limit ? judged(limit, run, context.subject.region) : anotherFailure(run);
	},
};

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

function judged(limit: TimeLimit, run: FailedRun, region: string): Answer {
	switch (limit.kind) {
		case 'timeout':
			return ofTimeout(limit.seconds, limit.used, run);
		case 'execution':
			return ofExecution(limit.used, run);
		case 'heartbeat':
			return ofHeartbeat(limit.seconds, limit.used, run);
		case 'function':
			return ofFunction(limit.seconds, limit.used, run, region);
		case 'http':
			return {
				outcome: 'problem',
				evidence: 'read',
				answer: `The endpoint that ${nameOf(run)} calls took longer than an HTTP Task waits${usedWords(limit.used)}: 60 seconds, and that cannot be raised.`,
				details: ['Let the endpoint answer at once, and wait for its result in another way.'],
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

	if (!state || was === null || now === null || isRaised(now, was)) {
		return mendedOrOpen(`TimeoutSeconds of ${nameOf(run)}`, was, now, used);
	}

	const remedy = raiseTimeout(stateMachine, state, was);
	const whole = timeoutOf(definition).timeout;

	return {
		outcome: 'problem',
		evidence: 'read',
		answer: `TimeoutSeconds of ${nameOf(run)} ended it: ${was} s${usedWords(used)}.`,
		details: [
			'What was called is not told of it, and may still go on.',
			...(typeof whole === 'number' ? [`The execution as a whole has ${whole} s.`] : []),
			...(remedy ? [] : [`Its limit is computed (${String(now)}): raise it where it comes from.`]),
		],
		remedies: remedy ? [remedy] : [],
	};
}

function ofExecution(used: number | null, run: FailedRun): Answer {
	const {stateMachine, definition, ran} = run;
	const {timeout: now} = timeoutOf(definition);
	const was = used === null ? null : Math.floor((used + 500) / 1000);
	const where = ran ? `, while it was in the state ${ran.name}` : '';

	if (was === null || typeof now !== 'number' || now > was) {
		return mendedOrOpen('TimeoutSeconds of the state machine', was, now, used);
	}

	const remedy = raiseTimeout(stateMachine, null, now);

	return {
		outcome: 'problem',
		evidence: 'read',
		answer: `TimeoutSeconds of the state machine ended the whole execution: ${now} s${usedWords(used)}${where}.`,
		remedies: remedy ? [remedy] : [],
	};
}

/** The limit is another one by now, or the live definition does not show it. */
const mendedOrOpen = (
	what: string,
	was: number | null,
	now: Seconds,
	used: number | null,
): Answer => ({
	outcome: was === null ? 'unknown' : 'ok',
	evidence: 'read',
	answer:
		was === null
			? `Time was up${usedWords(used)}, and the history does not tell which limit it was.`
			: `${what} ended it after ${was} s${usedWords(used)}; by now it is ${now === null ? 'not set' : String(now)}${typeof now === 'number' ? ' s' : ''}.`,
});

const isRaised = (now: Seconds, was: number): boolean => typeof now === 'number' && now > was;
const numberOf = (seconds: Seconds): number | null =>
	typeof seconds === 'number' ? seconds : null;

/** No remedy: a worker that has died sends nothing however long one waits. */
const ofHeartbeat = (seconds: number | null, used: number | null, run: FailedRun): Answer => ({
	outcome: 'problem',
	evidence: 'read',
	answer: `${nameOf(run)} got no heartbeat within its HeartbeatSeconds${seconds === null ? '' : `, ${seconds} s`}${usedWords(used)}.`,
	details: [
		'Whether the worker died, never began or sends none is in its own log: longer HeartbeatSeconds help only a worker that is slow.',
		'A worker tells that it lives with SendTaskHeartbeat and the task token.',
	],
});

function ofFunction(
	seconds: number | null,
	used: number | null,
	run: FailedRun,
	region: string,
): Answer {
	const name = calledFunction(run) ?? 'FUNCTION';
	const command = `aws lambda update-function-configuration --function-name ${shellQuote(name)} --timeout SECONDS --region ${region}`;

	return {
		outcome: 'problem',
		evidence: 'read',
		answer: `The Lambda function's own timeout ended it${seconds === null ? '' : `, ${seconds} s`}${usedWords(used)}: it is set on the function, not in ${nameOf(run)}.`,
		details: [`Raise it, to 900 at the most: ${command}`],
		requests: [
			{
				to: 'whoever maintains the function',
				text: `${name} reached its own timeout${seconds === null ? '' : ` of ${seconds} s`} in ${run.execution.arn}. Please see why it takes so long, or raise the timeout: ${command}`,
			},
		],
	};
}
