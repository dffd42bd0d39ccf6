import process from 'node:process';
import type {Account, Identity, Reads} from '../account/account.ts';
import type {AwsLocation} from '../aws/location.ts';
import type {Journal} from '../changes/journal.ts';
import {type Clock, hurriedClock, systemClock} from '../clock.ts';
import {UsageError} from '../errors.ts';
import type {Scenario} from '../practice/scenario.ts';

/** An account as one run of a command sees it. */
export type Session = {
	account: Account;
	/** Memoised until `refresh` is called: after a write everything is read again. */
	reads(): Reads;
	refresh(): void;
	identity: Identity;
	/** Where every printed command has to run to reach the same account. */
	location: AwsLocation;
	clock: Clock;
	journal: Journal;
	practice: Scenario | null;
};

export type SessionOptions = {
	/** The id of a scenario: the practice account instead of AWS. */
	practice?: string | undefined;
	profile?: string | undefined;
	region?: string | undefined;
	'endpoint-url'?: string | undefined;
};

/** `region` is where the subject is, if the command line or the text says so. Throws AccountError. */
export async function openSession(
	options: SessionOptions,
	region: string | null = null,
): Promise<Session> {
	const practice = options.practice === undefined ? null : await findScenario(options.practice);
	const [{createAccount}, {memoise}, {memoryJournal, openJournal}] = await Promise.all([
		import('../account/sdk/create-account.ts'),
		import('../account/memoise.ts'),
		import('../changes/journal.ts'),
	]);
	const clock = practice ? practiceClock() : systemClock;
	const account = practice
		? (await openPracticeAccount(practice, clock)).account
		: createAccount(realAccountOptions(options, region));

	return sessionOn(account, {
		memoise,
		clock,
		journal: practice ? memoryJournal() : openJournal(),
		profile: options.profile ?? null,
		endpointUrl: options['endpoint-url'] ?? process.env.AWS_ENDPOINT_URL ?? null,
		practice,
	});
}

type SessionParts = Pick<Session, 'clock' | 'journal' | 'practice'> &
	Pick<AwsLocation, 'profile' | 'endpointUrl'> & {memoise(reads: Reads): Reads};

export async function sessionOn(
	account: Account,
	{memoise, clock, journal, profile, endpointUrl, practice}: SessionParts,
): Promise<Session> {
	let reads = memoise(account.reads);
	const identity = await reads.identity();
	const {partition, region, accountId} = identity;

	return {
		account,
		reads: () => reads,
		refresh() {
			reads = memoise(account.reads);
		},
		identity,
		location: {partition, region, accountId, profile, endpointUrl},
		clock,
		journal,
		practice,
	};
}

function realAccountOptions(options: SessionOptions, subjectRegion: string | null) {
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

/** `state` is the live account, for tests that look at what was written. */
export async function openPracticeAccount(scenario: Scenario, clock: Clock) {
	const [{createAccount}, {createPracticeAccount}] = await Promise.all([
		import('../account/sdk/create-account.ts'),
		import('../practice/practice-account.ts'),
	]);
	const {requestHandler, state} = createPracticeAccount(scenario, clock);
	const account = createAccount({
		region: state.region,
		requestHandler,
		credentials: {accessKeyId: 'AKIAPRACTICE', secretAccessKey: 'practice'},
	});

	return {account, state};
}
