import {memoryJournal} from '../../source/changes/journal.ts';
import {parseTarget} from '../../source/incident/target.ts';
import {runByFlags} from '../../source/plain/answer-by-flags.ts';
import type {Scenario} from '../../source/practice/scenario.ts';
import {logDestination} from '../../source/practice/scenarios/log-destination.ts';
import type {AccountState} from '../../source/practice/state.ts';
import {accountServices} from '../../source/run/account-services.ts';
import {startRun} from '../../source/run/run.ts';
import type {RunOptions} from '../../source/run/services.ts';
import {sessionOn} from '../../source/run/session.ts';
import {openCounted} from './counted-account.ts';

/** Without those that only look for AWS to show what was written, and without what is asked beside the verdict. */
export type RunCounts = {
	calls: number;
	rounds: number;
	/** What CloudTrail is asked, and whether the person can write the fix: the verdict waits for neither. */
	beside: {calls: number; rounds: number};
	status: number | null;
};

type Counted = {
	options: RunOptions;
	arrange?: (state: AccountState) => void;
};

/**
 * A whole run without a terminal, its calls counted: who asks, the checks, the writes, and the checks after them.
 */
async function counted(scenario: Scenario, {options, arrange}: Counted): Promise<RunCounts> {
	const {account, clock, asked, rounds} = openCounted(scenario, arrange);
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

	const waits = waitsAmong(asked);
	const others = new Set(asked.filter(each => !isBeside(each)).map(({round}) => round));
	const beside = {calls: asked.filter(isBeside).length, rounds: rounds() - others.size};

	return {
		calls: asked.length - waits.calls - beside.calls,
		rounds: rounds() - waits.rounds - beside.rounds,
		beside,
		status,
	};
}

const isBeside = ({call}: {call: string}): boolean =>
	call.startsWith('LookupEvents ') ||
	/^SimulatePrincipalPolicy .*PolicySourceArn=[^&]*role%2FOnCallEngineer/.test(call);

/** The rounds right after a write in which nothing is asked but what was asked beside that write. */
function waitsAmong(asked: ReadonlyArray<{round: number; call: string}>): {
	calls: number;
	rounds: number;
} {
	const rounds = Array.from({length: (asked.at(-1)?.round ?? 0) + 1}, (_, round) =>
		asked.filter(each => each.round === round).map(({call}) => call),
	).filter(calls => calls.length > 0);
	let beside: string[] = [];
	const waits = rounds.filter(round => {
		if (round.some(each => /^(?:Put|Update|Create|Attach)/.test(each))) {
			beside = round;
			return false;
		}

		const isWait = round.every(each => beside.includes(each));
		beside = isWait ? beside : [];
		return isWait;
	});

	return {calls: waits.flat().length, rounds: waits.length};
}

const {target: name} = logDestination;
const arn = `arn:aws:states:eu-west-1:123456789012:stateMachine:${name}`;
const given = {isInteractive: false, text: logDestination.paste};

const countFix = async (): Promise<RunCounts> =>
	counted(logDestination, {options: {...given, goal: 'fix', target: parseTarget(arn)}});

/** `check` of one of so many state machines and log groups. */
const countCheck = async (
	by: 'name' | 'arn',
	{machines, logGroups} = {machines: 0, logGroups: 0},
): Promise<RunCounts> =>
	counted(logDestination, {
		options: {...given, goal: 'check', target: parseTarget(by === 'arn' ? arn : (name ?? ''))},
		arrange(state) {
			state.stateMachines.push(...copies(state.stateMachines[0], machines));
			state.logGroups.push(...copies(state.logGroups[0], logGroups));
		},
	});

const copies = <Resource extends {arn: string; name: string}>(
	like: Resource | undefined,
	count: number,
): Resource[] =>
	like === undefined
		? []
		: Array.from({length: count}, (_copy, index) => ({
				...like,
				name: `other-${index}`,
				arn: like.arn.replace(like.name, `other-${index}`),
			}));

const runs = {
	'fix --yes': countFix,
	'check ARN': async () => countCheck('arn'),
	'check NAME': async () => countCheck('name'),
	'check NAME, 10,000 state machines': async () =>
		countCheck('name', {machines: 10_000, logGroups: 0}),
	'check NAME, 3,000 log groups': async () => countCheck('name', {machines: 0, logGroups: 3000}),
};

/** What is loaded at its first use would end a round early: the first run counts for nothing. */
export async function countRuns(): Promise<Record<string, RunCounts>> {
	await countFix();
	const counts: Record<string, RunCounts> = {};

	for (const [name, count] of Object.entries(runs)) {
		counts[name] = await count();
	}

	return counts;
}
