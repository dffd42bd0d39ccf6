import type {ApplyResult} from '../changes/apply-change.ts';
import {describeChange} from '../changes/describe-change.ts';
import {findEntry, type JournalEntry} from '../changes/journal-entry.ts';
import {nextUndo, undoChange, undoPlan} from '../changes/undo.ts';
import type {Change} from '../diagnosis/remedy.ts';
import {NoVerdictError, UsageError} from '../errors.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {changeJson} from '../output/json/diagnosis.ts';
import {schemaVersion} from '../output/json/schema-version.ts';
import {printIdentity} from '../output/plain/identity.ts';
import {printChange} from '../output/plain/remedies.ts';
import {confirm} from '../plain/prompt.ts';
import {pageOf, printJson, type Streams, tellOn} from '../plain/streams.ts';
import {openSession, type Session} from '../run/session.ts';
import {writesOffOf} from './open-run.ts';
import type {CommandLine} from './options.ts';

/** Undoes the last change, or the named one: its own diff, its own yes. */
export async function undo(commandLine: CommandLine, streams: Streams): Promise<ExitStatus> {
	const {
		operands: [id],
		options,
	} = commandLine;
	const session = await openSession(options, {tell: tellOn(streams)});
	const {identity, location} = session;
	const {entry, plan} = await entryToUndo(session, id, streams);

	if (plan.kind !== 'undo') {
		throw new NoVerdictError(plan.why);
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
async function entryToUndo(
	{journal, account: {reads}, location: {endpointUrl}}: Session,
	id: string | undefined,
	streams: Streams,
) {
	if (id !== undefined) {
		const entry = findEntry(await journal.entries(), id);

		if (!entry) {
			throw new UsageError(`There is no change ${JSON.stringify(id)}; sfn-fix history lists them.`);
		}

		return {entry, plan: await undoPlan(entry, reads, endpointUrl)};
	}

	const {closed, next} = await nextUndo(journal, reads, endpointUrl);

	for (const {why} of closed) {
		tellOn(streams)(why);
	}

	if (!next) {
		throw new UsageError('There is no change of this machine to undo.');
	}

	return next;
}

type Outcome = {
	outcome: Exclude<ApplyResult['outcome'], 'refused'> | 'not-written';
	message: string;
	status: ExitStatus;
};

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

	switch (result.outcome) {
		case 'applied':
			return {
				outcome: 'applied',
				message: withWarning('Undone and confirmed by AWS.', result),
				status: exitStatus.healthy,
			};
		case 'not-visible':
			return {
				outcome: result.outcome,
				message: withWarning('Undone; AWS does not show it yet.', result),
				status: exitStatus.problem,
			};
		case 'moved':
			return {outcome: result.outcome, message: result.why, status: exitStatus.changedInBetween};
		case 'refused':
			return {outcome: 'not-written', message: result.why, status: exitStatus.problem};
		case 'failed':
			return {outcome: result.outcome, message: result.error.message, status: exitStatus.problem};
		case 'unknown':
			return {
				outcome: result.outcome,
				message: `It is unknown whether this was undone: ${result.error.message} Run sfn-fix undo again.`,
				status: exitStatus.noVerdict,
			};
	}
}

/** The write stands, and the journal could not record how it ended. */
const withWarning = (message: string, {warning = ''}: {warning?: string}): string =>
	`${message} ${warning}`.trimEnd();
