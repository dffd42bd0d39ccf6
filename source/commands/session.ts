import process from 'node:process';
import type {Account, Identity, Reads} from '../account/account.ts';
import {tellWaits} from '../account/wait-words.ts';
import type {CommandLocation} from '../aws/command.ts';
import {type Journal, JournalError} from '../changes/journal.ts';
import {settledWords, settleJournal} from '../changes/settle.ts';
import {type Clock, hurriedClock, systemClock} from '../clock.ts';
import {sanitise} from '../output/sanitise.ts';
import type {Scenario} from '../practice/scenario.ts';
import type {Options} from './options.ts';
import {UsageError} from './usage-error.ts';

/** An account as one run of a command sees it. */
export type Session = {
	account: Account;
	/** Memoised until `refresh` is called: after a write everything is read again. */
	reads(): Reads;
	refresh(): void;
	identity: Identity;
	clock: Clock;
	journal: Journal;
	readOnly: boolean;
	endpointUrl: string | null;
	/** Where printed commands run: as the person named it. */
	location: CommandLocation;
	practice: Scenario | null;
	/** Where a person hears what is being waited for: standard error, until a face takes it. */
	waits: {tell(line: string): void};
};

/** `region` is where the subject lives, if the command line or the text says so. Throws AccountError. */
export async function openSession(
	options: Options,
	region: string | null = null,
): Promise<Session> {
	const practice = options.practice === undefined ? null : await findScenario(options.practice);
	const [{createAccount}, {memoise}, {memoryJournal, openJournal}] = await Promise.all([
		import('../account/sdk/create-account.ts'),
		import('../account/memoise.ts'),
		import('../changes/journal.ts'),
	]);
	const waits: Session['waits'] = {
		tell: line => process.stderr.write(`sfn-fix: ${sanitise(line)}\n`),
	};
	const clock = practice ? practiceClock() : systemClock;
	const account = practice
		? await practiceAccount(practice, clock)
		: createAccount({
				...realAccountOptions(options, region),
				onWait: tellWaits(line => waits.tell(line)),
			});
	let reads = memoise(account.reads);
	const identity = await reads.identity();
	const journal = practice ? memoryJournal() : openJournal();
	const endpointUrl = options['endpoint-url'] ?? process.env.AWS_ENDPOINT_URL ?? null;
	await tellSettled({journal, account, identity, clock, endpointUrl});

	return {
		account,
		reads: () => reads,
		refresh() {
			reads = memoise(account.reads);
		},
		identity,
		clock,
		journal,
		readOnly: options['read-only'] ?? false,
		endpointUrl,
		location: {
			region: identity.region,
			profile: options.profile ?? null,
			endpointUrl: options['endpoint-url'] ?? null,
		},
		practice,
		waits,
	};
}

/** A change that was interrupted is looked up before anything else is said about the account. */
async function tellSettled(settling: Parameters<typeof settleJournal>[0]): Promise<void> {
	const settled = await settleJournal(settling).catch(error => {
		if (error instanceof JournalError) {
			return [];
		}

		throw error;
	});

	for (const one of settled) {
		process.stderr.write(`sfn-fix: ${sanitise(settledWords(one))}\n`);
	}
}

function realAccountOptions(options: Options, subjectRegion: string | null) {
	const region = options.region ?? subjectRegion;

	return {
		...(region && {region}),
		...(options.profile && {profile: options.profile}),
		...(options['endpoint-url'] && {endpointUrl: options['endpoint-url']}),
	};
}

export async function findScenario(id: string): Promise<Scenario> {
	const {scenarios} = await import('../practice/scenarios/index.ts');
	const scenario = scenarios[id];

	if (!scenario) {
		throw new UsageError(
			`There is no practice scenario ${JSON.stringify(id)}; sfn-fix demo --list names them all.`,
		);
	}

	return scenario;
}

/** A person watching sees that there is a wait; a script only wants the end. */
const practiceClock = (): Clock => hurriedClock(process.stdout.isTTY ? 4 : 100);

async function practiceAccount(scenario: Scenario, clock: Clock): Promise<Account> {
	const [{createAccount}, {createPracticeAccount}] = await Promise.all([
		import('../account/sdk/create-account.ts'),
		import('../practice/practice-account.ts'),
	]);
	const {requestHandler, state} = createPracticeAccount(scenario, clock);

	return createAccount({
		region: state.region,
		requestHandler,
		credentials: {accessKeyId: 'AKIAPRACTICE', secretAccessKey: 'practice'},
	});
}
