import type {Identity, Reads} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import type {Clock} from '../clock.ts';
import {count} from '../text.ts';
import {examineMachine, fleetChecks} from './examine-machine.ts';
import type {FleetResult} from './result.ts';
import {type Progress, runFleet} from './run-fleet.ts';
import {type FleetState, headLine, printLine} from './state.ts';

/** An account that is asked many things in a row. */
export type ManyCalls = {
	identity: Identity;
	clock: Clock;
	/** What nobody else wants of it is memoised for one state machine alone. */
	reads(): Reads;
	/** Answers of an interrupted run; `onAnswer` receives each new one. */
	remember(
		known: ReadonlyMap<string, unknown>,
		onAnswer: (key: string, answer: unknown) => void,
	): void;
	/** The state machine is done: nobody asks for what is its own any more. */
	forget(stateMachineArn: string): void;
};

type Wanted = {
	before: FleetState | null;
	/** Looks at the newest execution of each as well. */
	recent: boolean;
	/** Of the results that are kept: see `StateHead`. */
	judgedBy: string;
	/** Keeps a line, so that an interrupted run can go on. */
	write(line: string): void;
	onResult(result: FleetResult): void;
	onProgress(progress: Progress): void;
};

export type CheckedAccount = {
	results: FleetResult[];
	/** Why there can be more state machines than these; null where these are all. */
	unlisted: string | null;
};

/** Every state machine of the account and region. */
export async function checkAccount(
	calls: ManyCalls,
	{before, recent, judgedBy, write, onResult, onProgress}: Wanted,
): Promise<CheckedAccount> {
	const {identity, clock} = calls;
	const {accountId, region} = identity;
	const checks = await fleetChecks(recent);

	// Of a run that continues another, the first line says who judges from here on.
	write(
		printLine(headLine({startedAt: before?.startedAt ?? clock.now(), accountId, region, judgedBy})),
	);

	calls.remember(before?.answers ?? new Map(), (key, answer) => write(printLine({key, answer})));

	for (const result of before?.done.values() ?? []) {
		onResult(result);
	}

	let unlisted: string | null = null;
	let expired: AccountError | null = null;

	const results = await runFleet({
		done: before?.done ?? new Map(),
		now: clock.now,
		onProgress,
		async *list() {
			const {items, complete} = await calls.reads().listStateMachines();
			yield items.map(({arn}) => arn);

			unlisted = complete
				? null
				: `Only the first ${count(items.length, 'state machine')} were listed and checked: check the others by name.`;
		},
		async examine(arn) {
			const result = await examineMachine(arn, {
				checks,
				reads: watched(calls.reads(), error => {
					expired ??= error.kind === 'expired-credentials' ? error : null;
				}),
				identity,
				now: clock.now,
				isRecent: recent,
			});
			calls.forget(arn);

			// Everything from here on would be unknown, and could not be continued with other credentials.
			if (expired) {
				throw expired;
			}

			return result;
		},
		onResult(result) {
			write(printLine({done: result}));
			onResult(result);
		},
	});

	return {results, unlisted};
}

const watched = (reads: Reads, onError: (error: AccountError) => void): Reads =>
	Object.fromEntries(
		Object.entries(reads).map(([name, read]) => [
			name,
			async (...given: never[]) => {
				try {
					return await (read as (...given: never[]) => Promise<unknown>)(...given);
				} catch (error) {
					if (error instanceof AccountError) {
						onError(error);
					}

					throw error;
				}
			},
		]),
	) as unknown as Reads;
