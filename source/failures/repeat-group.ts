import type {Account, Identity} from '../account/account.ts';
import {AccountError} from '../account/account-error.ts';
import type {Execution} from '../account/step-functions.ts';
import {
	type Begun,
	doneWords,
	endWords,
	followRepeated,
	type RepeatedEnds,
} from '../changes/follow-repeated.ts';
import type {Journal} from '../changes/journal.ts';
import {hasFailed} from '../changes/record-repeat.ts';
import {isRepeatDone, type RepeatEntry, repeatId, repeatName} from '../changes/repeat-record.ts';
import type {RetryResult} from '../changes/retry-context.ts';
import type {Clock} from '../clock.ts';
import type {GroupMember, Retry} from '../diagnosis/retry.ts';
import type {Pacer} from '../fleet/pacer.ts';
import {count, durationOf, grouped} from '../text.ts';
import {paced} from './paced-reads.ts';

export type RepeatingOptions = {
	account: Account;
	journal: Journal;
	identity: Identity;
	clock: Clock;
	pacer: Pacer;
	/** The id of this run of sfn-fix. */
	run: string;
	signal?: AbortSignal;
	onProgress(line: string): void;
};

/** `already`: it was repeated before, or runs again. `child`: repeating its parent repeats it. */
type Fate =
	| ({kind: 'redriven' | 'started'} & Begun)
	| {kind: 'already' | 'child'}
	| {kind: 'failed' | 'unknown'; executionArn: string; why: string};

/** Together, under one lock: another sfn-fix that repeats the same waits its turn. */
const atOnce = 10;
const failuresShown = 5;

/** Repeats each once. What was interrupted goes on from where it stopped: the journal and the account say what was done. */
export async function repeatGroup(
	{members, groupId}: Extract<Retry, {kind: 'repeat-group'}>,
	options: RepeatingOptions,
): Promise<RetryResult> {
	const {journal, clock, signal, onProgress} = options;
	const began = clock.now();
	const fates: Fate[] = [];

	for (let at = 0; at < members.length && !signal?.aborted; at += atOnce) {
		const batch = members.slice(at, at + atOnce);
		fates.push(
			...(await journal.exclusively(async () => {
				const known = await journal.repeats();
				return Promise.all(batch.map(each => repeatOne({...each, groupId}, known, options)));
			})),
		);

		const left = ((clock.now() - began) / fates.length) * (members.length - fates.length);
		onProgress(
			`Repeated ${grouped(fates.length)} of ${count(members.length, 'execution')}, about ${durationOf(left)} left`,
		);
	}

	const begun = fates.flatMap(fate =>
		fate.kind === 'redriven' || fate.kind === 'started' ? [fate] : [],
	);
	const ends = await followRepeated(signal?.aborted ? [] : begun, {
		read: readPaced(options),
		clock,
		signal,
		onProgress,
	});

	return resultOf(fates, members.length, ends);
}

const readPaced =
	({account, pacer}: RepeatingOptions) =>
	(executionArn: string): Promise<Execution> =>
		paced(pacer, 'states:DescribeExecution', () => account.reads.execution(executionArn));

type Member = GroupMember & {groupId: string};

async function repeatOne(
	each: Member,
	known: ReadonlyMap<string, RepeatEntry>,
	options: RepeatingOptions,
): Promise<Fate> {
	const {journal} = options;
	const {executionArn} = each;
	const entry = entryOf(each, options);

	if (isRepeatDone(known.get(entry.id))) {
		return {kind: 'already'};
	}

	try {
		const now = await readPaced(options)(executionArn);

		if (isRepeated(now, each)) {
			await journal.append({...entry, status: 'done'});
			return {kind: 'already'};
		}

		if (isChild(now)) {
			return {kind: 'child'};
		}

		return await write(now, each, entry, options);
	} catch (error) {
		if (error instanceof AccountError) {
			return {kind: 'failed', executionArn, why: error.message};
		}

		throw error;
	}
}

/** It runs, it succeeded, or it was redriven since it was listed. */
const isRepeated = (now: Execution, each: GroupMember): boolean =>
	!hasFailed(now) || (now.redriveCount ?? 0) > (each.redriveCount ?? 0);

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html */
const isChild = ({input, redriveStatus}: Execution): boolean =>
	redriveStatus === 'REDRIVABLE_BY_MAP_RUN' ||
	(input?.includes('"AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID"') ?? false);

async function write(
	now: Execution,
	each: GroupMember,
	entry: RepeatEntry,
	{account: {writes}, journal, pacer}: RepeatingOptions,
): Promise<Fate> {
	const {executionArn, startThrough, redriveCount} = each;
	const {input, stoppedAt} = now;
	const isRedrive = each.by === 'redrive';
	const why = isRedrive ? whyNotRedriven(now) : input === null && 'AWS does not show its input.';

	if (why) {
		return {kind: 'failed', executionArn, why};
	}

	await journal.append(entry);

	let repeatedArn = executionArn;

	try {
		repeatedArn = await (isRedrive
			? paced(pacer, 'states:RedriveExecution', async () => {
					await writes.redrive(executionArn, redriveCount ?? 0);
					return executionArn;
				})
			: paced(pacer, 'states:StartExecution', () =>
					writes.startExecution(startThrough, input ?? '{}', repeatName(entry.id)),
				));
	} catch (error) {
		if (!(error instanceof AccountError)) {
			throw error;
		}

		if (error.awsName === 'ExecutionAlreadyExists') {
			await journal.append({...entry, status: 'done'});
			return {kind: 'already'};
		}

		const isUnknown = error.fate === 'unknown';
		const kind = isUnknown ? 'unknown' : 'failed';
		await journal.append({...entry, status: kind, error: error.message});
		return {kind, executionArn, why: error.message};
	}

	await journal.append({...entry, status: 'done'});
	return isRedrive
		? {kind: 'redriven', executionArn, endedBefore: stoppedAt?.getTime() ?? null}
		: {kind: 'started', executionArn: repeatedArn, endedBefore: null};
}

/** The yes was to a redrive, not to running every state again. */
const whyNotRedriven = ({redriveStatus, redriveStatusReason: reason}: Execution): string | null =>
	redriveStatus === 'NOT_REDRIVABLE'
		? `AWS cannot redrive it${reason ? ` (${reason})` : ''}.`
		: null;

function entryOf(each: Member, {identity, clock, run}: RepeatingOptions): RepeatEntry {
	const {executionArn, stoppedAt, redriveCount, by, groupId} = each;

	return {
		id: repeatId(each),
		at: new Date(clock.now()).toISOString(),
		accountId: identity.accountId,
		region: identity.region,
		identityArn: identity.arn,
		run,
		executionArn,
		stoppedAt,
		redriveCount,
		repeat: by,
		groupId,
		status: 'started',
		error: null,
	};
}

function resultOf(fates: readonly Fate[], total: number, ends: RepeatedEnds): RetryResult {
	const countOf = (kind: Fate['kind']) => fates.filter(fate => fate.kind === kind).length;
	const left = total - fates.length;
	const failed = fates.filter(fate => 'why' in fate);
	const done = [
		[countOf('redriven'), 'redriven'],
		[countOf('started'), 'started again'],
		[countOf('already'), 'repeated before'],
		[countOf('child'), 'left to the execution that started it'],
		[countOf('failed'), 'not repeated'],
		[countOf('unknown'), 'possibly repeated'],
	] as const;
	const parts = done.filter(([many]) => many > 0);
	const sentences = [
		doneWords(total, parts),
		...endWords(ends),
		...(left > 0
			? [
					`Interrupted: ${grouped(left)} were not repeated. The same command continues with them, and repeats none twice.`,
				]
			: []),
		...failed.slice(0, failuresShown).map(({executionArn, why}) => `${executionArn}: ${why}`),
		...(failed.length > failuresShown
			? [`${grouped(failed.length - failuresShown)} more failed in this way.`]
			: []),
	];

	const isFailed = left + countOf('failed') + ends.failed.length > 0;

	return {
		outcome: isFailed ? 'failed' : openOutcome(countOf('unknown'), ends),
		message: sentences.join(' '),
	};
}

function openOutcome(unknown: number, {open}: RepeatedEnds): RetryResult['outcome'] {
	if (unknown > 0) {
		return 'unknown';
	}

	return open > 0 ? 'still-running' : 'succeeded';
}
