import {AccountError} from '../account/account-error.ts';
import {parseLogging} from '../account/logging-text.ts';
import type {Retry} from '../diagnosis/retry.ts';
import {sleepUnlessAborted} from '../poll.ts';
import {applyChange} from './apply-change.ts';
import {
	caughtAgain,
	type EndBefore,
	endBefore,
	type Followed,
	followExecution,
	isSameFailure,
	skipped,
} from './follow-execution.ts';
import type {RetryContext, RetryResult} from './retry-context.ts';
import {watchExecution} from './watch-execution.ts';

/** Many at once take a way of their own. */
export type RepeatedAlone = Exclude<Retry, {kind: 'repeat-group'}>;

/** `instead`: what is repeated from now on. */
type NotYet = {outcome: 'not-yet'; message: string; instead?: RepeatedAlone};
type Attempt = RetryResult | NotYet;

/** A service sees a change of IAM late; CloudFormation itself asks up to eleven times. */
const patienceMilliseconds = 120_000;

/**
A role's new permission takes some seconds to reach every service. An execution that starts before that fails again, and
one whose Catch handled the denial does not say so: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html
*/
const propagationMilliseconds = 15_000;

/** Repeats what failed, again within a bound while AWS still refuses what was just granted. */
export async function runRetry(retry: RepeatedAlone, context: RetryContext): Promise<RetryResult> {
	const {clock, signal} = context;
	await waitForPropagation(retry, context);
	const started = clock.now();
	let current: RepeatedAlone = retry;

	for (let pause = 1000; ; pause = Math.min(pause * 1.6, 15_000)) {
		const attempt = await attemptRetry(current, context);
		const waited = clock.now() - started;

		if (attempt.outcome !== 'not-yet') {
			return attempt;
		}

		if (signal?.aborted || waited + pause > patienceMilliseconds) {
			const seconds = Math.round(waited / 1000);
			return {
				outcome: 'failed',
				message: `AWS still refuses after ${seconds} s: ${attempt.message}`,
			};
		}

		current = attempt.instead ?? current;
		context.onProgress(Math.round(waited / 1000), 'AWS still refuses; trying again');
		await sleepUnlessAborted(clock, pause, signal);
	}
}

async function waitForPropagation(
	{kind}: Retry,
	{roleWrittenAt = null, clock, signal, onProgress}: RetryContext,
): Promise<void> {
	const left = roleWrittenAt === null ? 0 : roleWrittenAt + propagationMilliseconds - clock.now();

	if (kind !== 'turn-logging-on' && left > 0) {
		onProgress(0, `Waiting ${Math.ceil(left / 1000)} s for the new permission to propagate`);
		await sleepUnlessAborted(clock, left, signal);
	}
}

function attemptRetry(retry: RepeatedAlone, context: RetryContext): Promise<Attempt> {
	switch (retry.kind) {
		case 'turn-logging-on':
			return turnLoggingOn(retry, context);
		case 'redrive':
			return redrive(retry, context);
		case 'start-execution':
			return startExecution(retry, context);
	}
}

/** Once it has started nothing is tried again: a second one would do everything twice. */
async function startExecution(
	{stateMachineArn, input, logGroupName, repeats}: Extract<Retry, {kind: 'start-execution'}>,
	context: RetryContext,
): Promise<Attempt> {
	let executionArn = '';
	const started = await attempt(async () => {
		executionArn = await context.account.writes.startExecution(stateMachineArn, input);
		return `Execution started: ${executionArn}`;
	});

	if (started.outcome !== 'succeeded') {
		return started;
	}

	if (executionArn.includes(':express:')) {
		const watched =
			logGroupName === undefined
				? notWatched(executionArn)
				: await watchExecution({executionArn, logGroupName}, context);
		return {...watched, executionArn};
	}

	const followed = await followExecution(executionArn, null, context);

	if (followed.outcome === 'succeeded' && repeats !== undefined) {
		const {failure, state} = await endBefore(repeats, context);

		return (await skipped(executionArn, state, context))
			? {
					outcome: 'unknown',
					message: `The execution succeeded without running the state ${state}, so it does not show that the failure is fixed. ${executionArn}`,
					executionArn,
				}
			: proven({...followed, executionArn}, {failure, lastEventId: 0}, context);
	}

	return followed.outcome === 'failed'
		? againIfRefused(followed, {kind: 'redrive', title: '', sideEffects: '', executionArn})
		: {...followed, executionArn};
}

/** The state that failed is done once more, and once more where AWS does not know yet what was granted. */
async function redrive(
	retry: Extract<Retry, {kind: 'redrive'}>,
	context: RetryContext,
): Promise<Attempt> {
	const {executionArn} = retry;
	const before = await endBefore(executionArn, context);
	const redriven = await attempt(async () => {
		await context.account.writes.redrive(executionArn);
		return `Execution redriven: ${executionArn}`;
	});

	if (redriven.outcome !== 'succeeded') {
		return redriven;
	}

	const followed = await followExecution(executionArn, before, context);

	if (followed.outcome === 'succeeded') {
		return proven({...followed, executionArn}, before, context);
	}

	return followed.outcome !== 'failed' || !isSameFailure(followed.failure, before.failure)
		? {outcome: followed.outcome, message: followed.message, executionArn}
		: againIfRefused(followed, retry);
}

/** A success proves nothing where what failed before failed again. */
async function proven<Result extends {message: string; executionArn: string}>(
	result: Result,
	before: Pick<EndBefore, 'failure' | 'lastEventId'>,
	context: RetryContext,
): Promise<Result | {outcome: 'failed'; message: string; executionArn: string}> {
	const {executionArn} = result;
	const message = await caughtAgain(executionArn, before, context);
	return message === null ? result : {outcome: 'failed', message, executionArn};
}

const againIfRefused = (
	{message, refused}: Extract<Followed, {outcome: 'failed'}>,
	instead: Extract<Retry, {kind: 'redrive'}>,
): Attempt =>
	refused
		? {outcome: 'not-yet', message, instead}
		: {outcome: 'failed', message, executionArn: instead.executionArn};

const notWatched = (executionArn: string): RetryResult => ({
	outcome: 'unknown',
	message: `Execution ${executionArn} started. AWS keeps no history of Express executions, and no log group shows how it ended.`,
});

const accepted = 'AWS accepted the log destination: logging is on.';

async function turnLoggingOn(
	{change}: Extract<Retry, {kind: 'turn-logging-on'}>,
	{account, journal, clock, endpointUrl, run = null, signal}: RetryContext,
): Promise<Attempt> {
	const {stateMachineArn, before, after} = change;

	if (after === before) {
		// Nothing changes, so there is nothing to record: the call only makes AWS try the delivery.
		return attempt(async () => {
			await account.writes.updateLogging(stateMachineArn, parseLogging(after));
			return accepted;
		});
	}

	const result = await applyChange(change, {
		account,
		journal,
		clock,
		endpointUrl,
		run,
		...(signal && {signal}),
		onProgress() {},
	});

	switch (result.outcome) {
		case 'applied':
			return {outcome: 'succeeded', message: `${accepted} ${result.warning ?? ''}`.trim()};
		case 'failed':
			return failureOf(result.error);
		case 'refused':
			return {outcome: 'failed', message: result.why};
		case 'moved':
			return {
				outcome: 'failed',
				message: 'The state machine changed meanwhile. Run the checks again.',
			};
		case 'unknown':
			return {
				outcome: 'failed',
				message: `It is not known whether logging is on: ${result.error.message}`,
			};
		case 'not-visible':
			return {
				outcome: 'failed',
				message:
					`AWS accepted it${result.isReplaced ? '' : ' and does not show it yet'}. ${result.warning ?? ''}`.trim(),
			};
	}
}

async function attempt(call: () => Promise<string>): Promise<Attempt> {
	try {
		return {outcome: 'succeeded', message: await call()};
	} catch (error) {
		return failureOf(error);
	}
}

function failureOf(error: unknown): Attempt {
	const message = error instanceof Error ? error.message : String(error);

	if (error instanceof AccountError && error.fate === 'unknown') {
		return {outcome: 'unknown', message: `It is not known whether AWS did this: ${message}`};
	}

	const mayPass =
		error instanceof AccountError && ['access-denied', 'throttled'].includes(error.kind);

	return {outcome: mayPass ? 'not-yet' : 'failed', message};
}
