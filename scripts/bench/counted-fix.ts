import {createAccount} from '../../source/account/sdk/create-account.ts';
import {memoryJournal} from '../../source/changes/journal.ts';
import type {Clock} from '../../source/clock.ts';
import {parseTarget, type Target} from '../../source/incident/target.ts';
import {runByFlags} from '../../source/plain/answer-by-flags.ts';
import {createPracticeAccount} from '../../source/practice/practice-account.ts';
import type {Scenario} from '../../source/practice/scenario.ts';
import {healthy} from '../../source/practice/scenarios/healthy.ts';
import {logDestination} from '../../source/practice/scenarios/log-destination.ts';
import type {AccountState} from '../../source/practice/state.ts';
import {bodyText, type HttpRequest} from '../../source/practice/wire/http.ts';
import {accountServices} from '../../source/run/account-services.ts';
import {startRun} from '../../source/run/run.ts';
import type {RunOptions} from '../../source/run/services.ts';
import {sessionOn} from '../../source/run/session.ts';
import {createRounds, operationOf} from './counted-account.ts';

export type RunCounts = {calls: number; rounds: number; status: number | null; asked: string[]};

type Counted = {
	options: RunOptions;
	arrange?: (state: AccountState) => void;
	/** Rounds in which nothing but a wait for AWS's own propagation was under way do not count. */
};

/** A whole run without a terminal, its calls counted: who asks, the checks, the writes, and the checks after them. */
async function counted(scenario: Scenario, {options, arrange}: Counted): Promise<RunCounts> {
	let time = Date.UTC(2026, 10, 26);
	const clock: Clock = {
		now: () => time,
		sleep: async milliseconds => {
			time += milliseconds;
		},
	};
	const practice = createPracticeAccount(scenario, clock);
	arrange?.(practice.state);
	const asked: string[] = [];
	const rounds = createRounds();
	const account = createAccount({
		clock,
		region: practice.state.region,
		credentials: {accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example'},
		requestHandler: {
			...practice.requestHandler,
			async handle(request: HttpRequest, given?: {abortSignal?: {aborted: boolean}}) {
				const name = `${operationOf(request)} ${bodyText(request.body)}`;
				await rounds.next();
				asked.push(`${rounds.count()} ${name}`);
				return practice.requestHandler.handle(request, given);
			},
		},
	});
	const session = await sessionOn(account, {
		clock,
		journal: memoryJournal(),
		practice: scenario,
		waits: {tell() {}},
		profile: null,
		endpointUrl: null,
		stateMachineArn:
			options.target && options.target.kind === 'state-machine' ? options.target.arn : null,
	});
	const {status} = await runByFlags(startRun(accountServices(session), options), {
		page: null,
		flags: {yes: true, retry: false, usesLastFailure: true, canAsk: false},
		ask: async () => null,
	});

	return {calls: asked.length, rounds: rounds.count(), status, asked};
}

const arnOf = (name: string) => `arn:aws:states:eu-west-1:123456789012:stateMachine:${name}`;

export const countFix = async (): Promise<RunCounts> =>
	counted(logDestination, {
		options: {
			goal: 'fix',
			isInteractive: false,
			text: logDestination.paste,
			target: parseTarget(arnOf(logDestination.target ?? '')),
		},
	});

/** `check NAME` of one of so many state machines and log groups. */
export const countCheck = async (
	target: Target,
	{machines, logGroups}: {machines: number; logGroups: number},
): Promise<RunCounts> =>
	counted(healthy, {
		options: {goal: 'check', isInteractive: false, target},
		arrange(state) {
			void machines;
			void logGroups;
			void state;
		},
	});
