import process from 'node:process';
import type {Account, Identity, Reads} from '../account/account.ts';
import type {Traffic} from '../account/sdk/traffic.ts';
import {tellWaits} from '../account/wait-words.ts';
import type {AwsLocation} from '../aws/location.ts';
import {type Journal, JournalError} from '../changes/journal.ts';
import {type Settled, settledWords, settleJournal} from '../changes/settle.ts';
import {settleRepeats} from '../changes/settle-repeats.ts';
import {type Clock, hurriedClock, systemClock} from '../clock.ts';
import {UsageError} from '../errors.ts';
import {learnNames} from '../names/printed-names.ts';
import type {Scenario} from '../practice/scenario.ts';
import {didYouMean, nearestNames} from '../spelling.ts';

/** An account as one run of a command sees it. */
export type Session = {
	account: Account;
	/** Memoised until `refresh` is called: after a write all that a write can change is read again. */
	reads(): Reads;
	/** `reuses`: what was read seconds ago and no write of ours can have changed is taken from there. */
	refresh(reuses?: boolean): void;
	identity: Identity;
	/** Where every printed command has to run to reach the same account. */
	location: AwsLocation;
	clock: Clock;
	journal: Journal;
	practice: Scenario | null;
	/** Where a person is told what is being waited for, until a face takes it over. */
	waits: {tell(line: string): void};
};

export type SessionOptions = {
	/** The id of a scenario: the practice account instead of AWS. */
	practice?: string | undefined;
	profile?: string | undefined;
	region?: string | undefined;
	'endpoint-url'?: string | undefined;
};

type Opening = {
	/** Where the subject is, if the command line or the text says so. */
	region?: string | null;
	/** The state machine will be picked: their list is asked for at once, beside who is asking. */
	listsMachines?: boolean;
	/** The state machine that was named: asked for at once as well. */
	stateMachineArn?: string | null;
	/** Receives a line about what is being waited for, or what was found out of an interrupted change. */
	tell(line: string): void;
};

/** Throws AccountError. */
export async function openSession(
	options: SessionOptions,
	{region = null, listsMachines = false, stateMachineArn = null, tell}: Opening,
): Promise<Session> {
	const practice = options.practice === undefined ? null : await findScenario(options.practice);
	const {memoryJournal, openJournal} = await import('../changes/journal.ts');
	const waits = {tell};
	const clock = practice ? practiceClock() : systemClock;
	const account = practice
		? (await openPracticeAccount(practice, clock)).account
		: await openRealAccount(options, region, line => waits.tell(line));
	const session = await sessionOn(account, {
		clock,
		journal: practice ? memoryJournal() : openJournal(),
		profile: options.profile ?? null,
		// The practice account has no endpoint.
		endpointUrl: practice
			? null
			: (options['endpoint-url'] ?? process.env.AWS_ENDPOINT_URL ?? null),
		practice,
		waits,
		listsMachines,
		stateMachineArn,
	});
	await tellSettled(session);

	return session;
}

type SessionParts = Pick<Session, 'clock' | 'journal' | 'practice' | 'waits'> &
	Pick<AwsLocation, 'profile' | 'endpointUrl'> &
	Pick<Opening, 'listsMachines' | 'stateMachineArn'>;

export async function sessionOn(
	given: Account,
	{profile, endpointUrl, listsMachines = false, stateMachineArn = null, ...parts}: SessionParts,
): Promise<Session> {
	const [{memoise}, {keepAnswers}] = await Promise.all([
		import('../account/memoise.ts'),
		import('../account/kept-answers.ts'),
	]);
	const {account, reusing} = keepAnswers(given, parts.clock);
	let reads = memoise(account.reads);

	if (listsMachines) {
		// The list is read where it is needed, and an error is reported there.
		reads.listStateMachines().catch(() => {});
	}

	if (stateMachineArn !== null) {
		reads.stateMachine(stateMachineArn).catch(() => {});
	}

	const identity = await reads.identity();
	const {partition, region, accountId} = identity;

	return {
		account,
		reads: () => reads,
		refresh(reuses = false) {
			const {stateMachineTags} = reads;
			const again = memoise(reuses ? reusing : account.reads);
			reads = {...again, identity: async () => identity, stateMachineTags};
		},
		identity,
		location: {partition, region, accountId, profile, endpointUrl},
		...parts,
	};
}

/** A change that was interrupted is looked up before anything else is said about the account. */
async function tellSettled(session: Session): Promise<void> {
	for (const one of await settleChanges(session)) {
		session.waits.tell(settledWords(one));
	}
}

/** The journal failing changes nothing else. */
export async function settleChanges({
	location: {endpointUrl},
	...session
}: Session): Promise<Settled[]> {
	try {
		await settleRepeats(session);
		return await settleJournal({...session, endpointUrl});
	} catch (error) {
		if (error instanceof JournalError) {
			return [];
		}

		throw error;
	}
}

export async function openRealAccount(
	options: SessionOptions,
	subjectRegion: string | null,
	tell: (line: string) => void,
	traffic?: Traffic,
): Promise<Account> {
	const {createAccount} = await import('../account/sdk/create-account.ts');
	const region = options.region ?? subjectRegion;

	return createAccount({
		...(region && {region}),
		...(options.profile && {profile: options.profile}),
		...(options['endpoint-url'] && {endpointUrl: options['endpoint-url']}),
		onWait: tellWaits(tell),
		traffic,
	});
}

export async function findScenario(id: string): Promise<Scenario> {
	const {scenarios} = await import('../practice/scenarios/index.ts');
	const scenario = Object.hasOwn(scenarios, id) ? scenarios[id] : undefined;
	learnNames(scenario);

	if (!scenario) {
		throw new UsageError(
			didYouMean(
				`Unknown scenario ${JSON.stringify(id)}.`,
				nearestNames(id, Object.keys(scenarios)),
				'sfn-fix demo --list lists them.',
			),
		);
	}

	return scenario;
}

/** A person watching sees that there is a wait; a script only wants the end. */
const practiceClock = (): Clock => hurriedClock(process.stdout.isTTY ? 4 : 100);

/** `state` is the live account, for tests that look at what was written. */
export async function openPracticeAccount(scenario: Scenario, clock: Clock, traffic?: Traffic) {
	const [{createAccount}, {createPracticeAccount}] = await Promise.all([
		import('../account/sdk/create-account.ts'),
		import('../practice/practice-account.ts'),
	]);
	const {requestHandler, state} = createPracticeAccount(scenario, clock);
	const account = createAccount({
		region: state.region,
		requestHandler,
		credentials: {accessKeyId: 'AKIAPRACTICE', secretAccessKey: 'practice'},
		traffic,
	});

	return {account, state};
}
