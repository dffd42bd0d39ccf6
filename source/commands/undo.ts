import type {ApplyResult} from '../changes/apply-change.ts';
import {describeChange} from '../changes/describe-change.ts';
import {findEntry, type JournalEntry, lastChange} from '../changes/journal.ts';
import {undoChange, undoPlan} from '../changes/undo.ts';
import type {Change} from '../diagnosis/remedy.ts';
import {NoVerdictError, UsageError} from '../errors.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {changeJson} from '../output/json/diagnosis.ts';
import {schemaVersion} from '../output/json/schema-version.ts';
import {printIdentity} from '../output/plain/identity.ts';
import {printChange} from '../output/plain/remedies.ts';
import {confirm} from '../plain/prompt.ts';
import {pageOf, printJson, type Streams} from '../plain/streams.ts';
import {openSession, type Session} from '../run/session.ts';
import {writesOffOf} from './open-run.ts';
import type {CommandLine} from './options.ts';

/** Undoes the last change, or the named one: its own diff, its own yes. */
export async function undo(commandLine: CommandLine, streams: Streams): Promise<ExitStatus> {
	const {
		operands: [id],
		options,
	} = commandLine;
	const session = await openSession(options);
	const {account, identity, journal, location} = session;
	const entry = entryToUndo(await journal.entries(), id);
	const plan = await undoPlan(entry, account.reads, location.endpointUrl);

	if ('refused' in plan) {
		throw new NoVerdictError(plan.refused);
	}

	const writesOff = writesOffOf(options, streams);
	const page = pageOf(streams, options);

	if (!options.json) {
		const described = describeChange(plan.change, location);
		printIdentity(page, identity);
		printChange(page, described, described.target);
	}

	if (writesOff === 'cannot-ask') {
		throw new UsageError('Nothing was written. To apply the change shown, add --yes.');
	}

	const yes = writesOff === null && (options.yes || (await confirm('Undo this change?', streams)));
	const outcome = yes ? await writeBack(entry, plan.change, session) : declined;

	if (options.json) {
		const {status, ...rest} = outcome;
		printJson(streams, {schemaVersion, change: changeJson(plan.change, location), ...rest});
	} else {
		page.paragraph(outcome.message);
	}

	return outcome.status;
}

/** Throws UsageError where there is nothing to undo. */
function entryToUndo(entries: readonly JournalEntry[], id: string | undefined): JournalEntry {
	const entry = id === undefined ? lastChange(entries) : findEntry(entries, id);

	if (!entry) {
		throw new UsageError(
			id === undefined
				? 'No change made from this machine can be undone.'
				: `There is no change ${JSON.stringify(id)}; sfn-fix history lists them.`,
		);
	}

	return entry;
}

type Outcome = {outcome: ApplyResult['outcome']; message: string; status: ExitStatus};

const declined: Outcome = {
	outcome: 'not-written',
	message: 'Nothing was written.',
	status: exitStatus.problem,
};

async function writeBack(
	entry: JournalEntry,
	change: Change,
	{account, journal, clock}: Session,
): Promise<Outcome> {
	const result = await undoChange(entry, change, {account, journal, clock});
	const {outcome} = result;

	switch (result.outcome) {
		case 'applied':
			return {
				outcome,
				message: withWarning('Undone and confirmed by AWS.', result),
				status: exitStatus.healthy,
			};
		case 'not-visible':
			return {
				outcome,
				message: withWarning('Undone; AWS does not show it yet.', result),
				status: exitStatus.problem,
			};
		case 'moved':
			return {outcome, message: result.why, status: exitStatus.changedInBetween};
		case 'not-written':
			return {outcome, message: result.why, status: exitStatus.problem};
		case 'failed':
			return {outcome, message: result.error.message, status: exitStatus.problem};
	}
}

/** The write stands, and the journal could not record how it ended. */
const withWarning = (message: string, {warning = ''}: {warning?: string}): string =>
	`${message} ${warning}`.trimEnd();
