import {describeChange, targetOf} from '../changes/describe-change.ts';
import {diffLines} from '../changes/diff.ts';
import {openJournal} from '../changes/journal.ts';
import {findEntry, type JournalEntry} from '../changes/journal-entry.ts';
import {close, entriesOfRun, nextUndo, type UndoPlan, undoPlan} from '../changes/undo.ts';
import type {Change} from '../diagnosis/remedy.ts';
import {NoVerdictError, UsageError} from '../errors.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {changeJson} from '../output/json/diagnosis.ts';
import {schemaVersion} from '../output/json/schema-version.ts';
import {printIdentity} from '../output/plain/identity.ts';
import type {Page} from '../output/plain/page.ts';
import {printChange, printDiff} from '../output/plain/remedies.ts';
import {confirm} from '../plain/prompt.ts';
import {pageOf, printJson, type Streams, tellOn} from '../plain/streams.ts';
import {openSession, type Session} from '../run/session.ts';
import {writesOffOf} from './open-run.ts';
import type {CommandLine, Options} from './options.ts';
import {declined, type UndoOutcome, writeBack} from './write-back.ts';

type Planned = {entry: JournalEntry; plan: UndoPlan};
type Undoable = {entry: JournalEntry; plan: Extract<UndoPlan, {kind: 'undo'}>};
type Undone = {change: Change; outcome: UndoOutcome};

/** Undoes the last change, the named one, or all of its run: each with its own diff and its own yes. */
export async function undo(
	commandLine: CommandLine,
	streams: Streams,
	opened: Session | null = null,
): Promise<ExitStatus> {
	const {
		operands: [id],
		options,
	} = commandLine;
	const session = opened ?? (await openWithChange(id, options, streams));
	const first = await entryToUndo(session, id, streams);
	const page = pageOf(streams, options);
	const undone: Undone[] = [];

	if (!options.json) {
		printIdentity(page, session.identity);
	}

	for await (const {entry, plan} of options.run ? planRun(first, session) : [first]) {
		if (plan.kind === 'moot' && options.run) {
			await close(entry, plan.why, session.journal);
			tellOn(streams)(plan.why);
			continue;
		}

		if (plan.kind !== 'undo') {
			throw new NoVerdictError(`${undoneWords(undone)}${plan.why}`);
		}

		const outcome = await undoOne({entry, plan}, session, {options, streams, page});
		undone.push({change: plan.change, outcome});

		if (outcome.outcome !== 'applied' && outcome.outcome !== 'not-visible') {
			break;
		}
	}

	if (options.json) {
		printUndone(undone, session, options, streams);
	}

	return undone.at(-1)?.outcome.status ?? exitStatus.healthy;
}

/** What there is nothing to undo for is said before anybody is asked for a region or credentials. */
async function openWithChange(
	id: string | undefined,
	options: Options,
	streams: Streams,
): Promise<Session> {
	const entries = await openJournal().entries();

	if (id !== undefined && findEntry(entries, id) === null) {
		throw unknownChange(id);
	}

	if (entries.length === 0) {
		throw nothingToUndo();
	}

	return openSession(options, {tell: tellOn(streams)});
}

const nothingToUndo = () => new UsageError('No change made from this machine can be undone.');

const unknownChange = (id: string) =>
	new UsageError(`Unknown change ${JSON.stringify(id)}. sfn-fix history lists the changes.`);

/** The last change of the run first; each is planned once its turn comes, on what is there then. */
async function* planRun(
	first: Planned,
	{journal, account, location}: Session,
): AsyncGenerator<Planned> {
	for (const entry of entriesOfRun(await journal.entries(), first.entry)) {
		yield {entry, plan: await undoPlan(entry, account.reads, location.endpointUrl)};
	}
}

const undoneWords = (undone: readonly Undone[]): string =>
	undone.length === 0
		? ''
		: `Undone: ${undone.map(({change}) => targetOf(change)).join('; ')}. Not undone: `;

type Manner = {options: Options; streams: Streams; page: Page};

async function undoOne(
	{entry, plan}: Undoable,
	session: Session,
	{options, streams, page}: Manner,
): Promise<UndoOutcome> {
	const writesOff = writesOffOf(options, streams);

	if (!options.json) {
		const described = describeChange(plan.change, session.location);
		printSince(page, entry, plan.now);
		printChange(page, described, described.target);
	}

	if (writesOff === 'cannot-ask') {
		throw new UsageError('Nothing was written. To apply the change shown, add --yes.');
	}

	const yes = writesOff === null && (options.yes || (await confirm('Undo this change?', streams)));
	const outcome = yes ? await writeBack(entry, plan.change, session) : declined;

	if (!options.json) {
		page.paragraph(outcome.message);
	}

	return outcome;
}

/** Where somebody changed it since: what this change wrote, and what they made of it, beside what undo would write. */
function printSince(
	page: Page,
	{change}: JournalEntry,
	now: Extract<UndoPlan, {kind: 'undo'}>['now'],
): void {
	if (now === undefined) {
		return;
	}

	page.heading('What sfn-fix changed');
	printDiff(page, diffLines(change));
	page.heading('What somebody else changed since');
	printDiff(page, diffLines({...change, before: change.after, after: now} as Change));
	page.paragraph('The undo removes only what sfn-fix added and keeps the rest:');
}

function printUndone(
	undone: readonly Undone[],
	{location}: Session,
	options: Options,
	streams: Streams,
): void {
	const changes = undone.map(({change, outcome: {outcome, message}}) => ({
		change: changeJson(change, location),
		outcome,
		message,
	}));
	const [only] = changes;
	printJson(streams, {schemaVersion, ...(options.run ? {changes} : only)});
}

/** Throws UsageError where there is nothing to undo. */
async function entryToUndo(
	{journal, account: {reads}, location: {endpointUrl}}: Session,
	id: string | undefined,
	streams: Streams,
): Promise<Planned> {
	if (id !== undefined) {
		const entry = findEntry(await journal.entries(), id);

		if (!entry) {
			throw unknownChange(id);
		}

		return {entry, plan: await undoPlan(entry, reads, endpointUrl)};
	}

	const {closed, next} = await nextUndo(journal, reads, endpointUrl);

	for (const {why} of closed) {
		tellOn(streams)(why);
	}

	if (!next) {
		throw nothingToUndo();
	}

	return next;
}
