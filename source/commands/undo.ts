import {describeChange, targetOf} from '../changes/describe-change.ts';
import {lookAt} from '../changes/in-progress.ts';
import {openJournal} from '../changes/journal.ts';
import {entriesOf, findEntry, type JournalEntry} from '../changes/journal-entry.ts';
import {close, entriesOfRun, nextUndo, type UndoPlan, undoPlan} from '../changes/undo.ts';
import type {Change} from '../diagnosis/remedy.ts';
import {InterruptedError, NoVerdictError, UsageError} from '../errors.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {changeJson} from '../output/json/diagnosis.ts';
import {schemaVersion} from '../output/json/schema-version.ts';
import {printIdentity} from '../output/plain/identity.ts';
import type {Page} from '../output/plain/page.ts';
import {printAbout, printChange, printSince} from '../output/plain/remedies.ts';
import {confirm} from '../plain/prompt.ts';
import {pageOf, printJson, type Streams, tellOn} from '../plain/streams.ts';
import {whyAskBeforeWrite} from '../run/explain-question.ts';
import {openSession, type Session} from '../run/session.ts';
import {writesOffOf} from './open-run.ts';
import type {CommandLine, Options} from './options.ts';
import {nothingToUndo, unknownChange} from './undo-errors.ts';
import {notWritten, type UndoOutcome, writeBack} from './write-back.ts';

type Planned = {entry: JournalEntry; plan: UndoPlan};
type Undoable = {entry: JournalEntry; plan: Extract<UndoPlan, {kind: 'undo'}>};
/** Left for a person. */
type Left = {entry: JournalEntry; why: string};
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
	const page = pageOf(streams, options);
	const undone: Undone[] = [];
	const left: Left[] = [];
	const tellLeft = () => left.splice(0).map(leftWords).forEach(tellOn(streams));
	let isComplete = true;

	if (!options.json) {
		printIdentity(page, session.identity);
	}

	for await (const {entry, plan} of plannedUndo(session, id, options)) {
		if (plan.kind === 'refused') {
			throw new NoVerdictError(`${undoneWords(undone)}${plan.why}`);
		}

		if (plan.kind !== 'undo') {
			if (!options.json) {
				printSince(page, entry.change, plan.now);
			}

			if (plan.kind === 'by-hand' || isAlone(id, options)) {
				left.push({entry, why: plan.why});
				isComplete = false;
			} else {
				tellOn(streams)(plan.why);
			}

			continue;
		}

		tellLeft();
		const outcome = await undoOne({entry, plan}, session, {options, streams, page, undone});
		undone.push({change: plan.change, outcome});

		if (outcome.outcome !== 'applied' && outcome.outcome !== 'not-visible') {
			break;
		}
	}

	if (undone.length === 0 && left.length > 0) {
		throw new NoVerdictError(left.map(isAlone(id, options) ? ({why}) => why : leftWords).join(' '));
	}

	if (undone.length === 0 && !options.run) {
		throw nothingToUndo(await session.journal.entries());
	}

	tellLeft();

	if (options.json) {
		printUndone(undone, session, options, streams);
	}

	const status = undone.at(-1)?.outcome.status ?? exitStatus.healthy;
	const isRunCut = options.run === true && !isComplete && status === exitStatus.healthy;
	return isRunCut ? exitStatus.noVerdict : status;
}

/** One change is named, and nothing else is to be undone in its place. */
const isAlone = (id: string | undefined, {run}: Options): boolean => id !== undefined && !run;

const leftWords = ({entry, why}: Left): string => `Skipped the change ${entry.id}. ${why}`;

/** What there is nothing to undo for is said before anybody is asked for a region or credentials. */
async function openWithChange(
	id: string | undefined,
	options: Options,
	streams: Streams,
): Promise<Session> {
	const entries = await openJournal().entries();

	if (id !== undefined && findEntry(entries, id) === null) {
		throw unknownChange(
			id,
			entries.map(entry => entry.id),
		);
	}

	if (entries.length === 0) {
		throw nothingToUndo(entries);
	}

	return openSession(options, {tell: tellOn(streams)});
}

/** What is asked for, each planned once its turn comes, on what is there then. Throws UsageError. */
async function* plannedUndo(
	session: Session,
	id: string | undefined,
	{run = false}: Options,
): AsyncGenerator<Planned> {
	const {
		journal,
		account: {reads},
		location: {endpointUrl},
	} = session;
	const {contents, writer} = await lookAt(journal);
	const entries = entriesOf(contents);
	const planned = async (entry: JournalEntry): Promise<Planned> =>
		closedIfMoot(session, {entry, plan: await undoPlan(entry, reads, endpointUrl, writer)});
	const offered = id === undefined ? await nextUndo(journal, reads, endpointUrl) : null;
	const passed = offered?.passed ?? [];

	yield* passed;

	const entry = id === undefined ? offered?.next?.entry : findEntry(entries, id);

	if (id !== undefined && !entry) {
		throw unknownChange(
			id,
			entries.map(entry => entry.id),
		);
	}

	if (!entry) {
		return;
	}

	if (!run) {
		yield offered?.next ?? (await planned(entry));
		return;
	}

	for (const each of entriesOfRun(entries, entry)) {
		if (!passed.some(({entry: {id: seen}}) => seen === each.id)) {
			yield planned(each);
		}
	}
}

async function closedIfMoot({journal}: Session, planned: Planned): Promise<Planned> {
	if (planned.plan.kind === 'moot') {
		await close(planned.entry, planned.plan.why, journal);
	}

	return planned;
}

const undoneWords = (undone: readonly Undone[]): string =>
	undone.length === 0
		? ''
		: `Undone: ${undone.map(({change}) => targetOf(change)).join('; ')}. Not undone: `;

type Manner = {options: Options; streams: Streams; page: Page; undone: readonly Undone[]};

async function undoOne(
	{entry, plan}: Undoable,
	session: Session,
	{options, streams, page, undone}: Manner,
): Promise<UndoOutcome> {
	const writesOff = writesOffOf(options, streams);
	const described = describeChange(plan.change, session.location);

	if (!options.json) {
		printSince(page, entry.change, plan.now);

		if (plan.now !== undefined) {
			page.paragraph('The undo removes only what sfn-fix added and keeps the rest:');
		}

		const inJson = `sfn-fix undo ${entry.id} --dry-run --json`;
		printChange(page, {...described, inJson}, described.target);
	}

	if (writesOff === 'cannot-ask') {
		throw new UsageError('Nothing was written. To apply the change shown, add --yes.');
	}

	const ask = () => {
		printAbout(page, described.target, described.summary);
		return confirm('Undo this change?', whyAskBeforeWrite, streams).catch(error => {
			throw error instanceof InterruptedError
				? new InterruptedError(
						`Interrupted. ${undoneWords(undone)}${undone.length === 0 ? 'Nothing was written.' : `${described.target}.`}`,
					)
				: error;
		});
	};
	const yes = writesOff === null && (options.yes || (await ask()));
	const outcome = yes
		? await writeBack(entry, plan.change, session)
		: notWritten(writesOff && `--${writesOff}`);

	if (!options.json) {
		page.paragraph(outcome.message);
	}

	return outcome;
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
