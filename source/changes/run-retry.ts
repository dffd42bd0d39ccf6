import type {Account} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import {parseLogging} from '../account/logging-text.ts';
import type {Clock} from '../clock.ts';
import type {Retry} from '../diagnosis/retry.ts';
import {applyChange} from './apply-change.ts';
import type {Journal} from './journal.ts';
import {watchExecution} from './watch-execution.ts';

export type RetryResult = {outcome: 'succeeded' | 'failed'; message: string};

export type RetryContext = {
	account: Account;
	journal: Journal;
	clock: Clock;
	endpointUrl: string | null;
	signal?: AbortSignal;
	/** `what` is waited for, without a full stop. */
	onProgress(waitedSeconds: number, what: string): void;
};

type Attempt = RetryResult | {outcome: 'not-yet'; message: string};

/** A service sees a change of IAM late; CloudFormation itself asks up to eleven times. */
const patienceMilliseconds = 120_000;

/** Repeats what failed, again within a bound while AWS still refuses what was just granted. */
export async function runRetry(retry: Retry, context: RetryContext): Promise<RetryResult> {
	const {clock, signal} = context;
	const started = clock.now();

	for (let pause = 1000; ; pause = Math.min(pause * 1.6, 15_000)) {
		const attempt = await attemptRetry(retry, context);
		const waited = clock.now() - started;

		if (attempt.outcome !== 'not-yet') {
			return {...attempt, outcome: attempt.outcome};
		}

		if (signal?.aborted || waited + pause > patienceMilliseconds) {
			const seconds = Math.round(waited / 1000);
			return {
				outcome: 'failed',
				message: `AWS still refuses after ${seconds} s: ${attempt.message}`,
			};
		}

		context.onProgress(Math.round(waited / 1000), 'AWS still refuses; trying again');
		await clock.sleep(pause);
	}
}

function attemptRetry(retry: Retry, context: RetryContext): Promise<Attempt> {
	switch (retry.kind) {
		case 'turn-logging-on':
			return turnLoggingOn(retry, context);
		case 'redrive':
			return attempt(async () => {
				await context.account.writes.redrive(retry.executionArn);
				return `Redriven: ${retry.executionArn}`;
			});
		case 'start-execution':
			return startExecution(retry, context);
	}
}

/** Once it has started nothing is tried again: a second one would do everything twice. */
async function startExecution(
	{stateMachineArn, input, logGroupName}: Extract<Retry, {kind: 'start-execution'}>,
	context: RetryContext,
): Promise<Attempt> {
	let executionArn = '';
	const started = await attempt(async () => {
		executionArn = await context.account.writes.startExecution(stateMachineArn, input);
		return `Started: ${executionArn}`;
	});

	return started.outcome === 'succeeded' && logGroupName !== undefined
		? watchExecution({executionArn, logGroupName}, context)
		: started;
}

const accepted = 'AWS accepted the log destination: logging is on.';

async function turnLoggingOn(
	{change}: Extract<Retry, {kind: 'turn-logging-on'}>,
	{account, journal, clock, endpointUrl, signal}: RetryContext,
): Promise<Attempt> {
	const {stateMachineArn, before, after} = change;

	if (after !== null && after === before) {
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
		...(signal && {signal}),
		onProgress() {},
	});

	switch (result.outcome) {
		case 'applied':
			return {outcome: 'succeeded', message: accepted};
		case 'failed':
			return failureOf(result.error);
		case 'refused':
			return {outcome: 'failed', message: result.why};
		case 'moved':
			return {outcome: 'failed', message: 'The state machine changed in between: look again.'};
		case 'not-visible':
			return {outcome: 'failed', message: 'AWS accepted it and does not show it yet.'};
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
	const mayPass =
		error instanceof AccountError && ['access-denied', 'throttled'].includes(error.kind);

	return {outcome: mayPass ? 'not-yet' : 'failed', message};
}
