import {systemClock} from '../clock.ts';
import type {ManyCalls} from '../fleet/check-account.ts';
import {createPacer} from '../fleet/pacer.ts';
import {createSharedAnswers, type SharedAnswers} from '../fleet/shared-answers.ts';
import {sharedLogs} from '../fleet/shared-logs.ts';
import {
	findScenario,
	openPracticeAccount,
	openRealAccount,
	type SessionOptions,
} from './session.ts';

/** An account opened for many calls in a row, paced by AWS's rates. Throws AccountError. */
export async function openManyCalls(
	options: SessionOptions,
	tell: (line: string) => void,
): Promise<ManyCalls> {
	const clock = systemClock;
	let answers: SharedAnswers | null = null;
	const practice = options.practice === undefined ? null : await findScenario(options.practice);
	// The region is known when the first call is made, and so is its pace.
	let pacer: ReturnType<typeof createPacer> | null = null;
	const traffic = {
		turn: async (operation: string) => pacer?.turn(operation),
		throttled: (operation: string) => pacer?.throttled(operation),
		ask: (operation: string, input: object, ask: () => Promise<unknown>) =>
			answers ? answers.ask(operation, input, ask) : ask(),
	};
	const account = practice
		? (await openPracticeAccount(practice, clock, traffic)).account
		: await openRealAccount(options, null, tell, traffic);
	const {memoise} = await import('../account/memoise.ts');
	const identity = await account.reads.identity();
	pacer = createPacer(identity.region, clock);
	const reads = {...account.reads, logEvents: sharedLogs(account.reads.logEvents, clock)};

	return {
		identity,
		clock,
		reads: () => memoise(reads),
		remember(known, onAnswer) {
			answers = createSharedAnswers(known, onAnswer);
		},
		forget(stateMachineArn) {
			answers?.forget(stateMachineArn);
		},
	};
}
