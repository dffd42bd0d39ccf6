import {findEntry, type JournalEntry, lastChange} from '../changes/journal.ts';
import {undoChange, undoPlan} from '../changes/undo.ts';
import {changeJson} from '../output/json/diagnosis.ts';
import {schemaVersion} from '../output/json/schema-version.ts';
import {printIdentity} from '../output/plain/identity.ts';
import {printChange} from '../output/plain/remedies.ts';
import {consentOf, consents} from './consent.ts';
import {type ExitStatus, exitStatus} from './exit-status.ts';
import type {CommandLine} from './options.ts';
import {pageOf, printJson} from './output.ts';
import {openSession, type Session} from './session.ts';
import type {Streams} from './streams.ts';
import {NoVerdictError, UsageError} from './usage-error.ts';

/** Takes the last change, or the named one, back: its own diff, its own yes. */
export async function undo(commandLine: CommandLine, streams: Streams): Promise<ExitStatus> {
	const {
		operands: [id],
		options,
	} = commandLine;
	const session = await openSession(options);
	const entry = entryToUndo(await session.journal.entries(), id);
	const plan = await undoPlan(entry, session.account.reads, session.endpointUrl);

	if ('refused' in plan) {
		throw new NoVerdictError(plan.refused);
	}

	const consent = consentOf(options, streams);

	if (!options.json) {
		const page = pageOf(streams, options);
		printIdentity(page, session.identity);
		printChange(page, plan.change, session.location);
	}

	if (consent.kind === 'cannot-ask') {
		throw new UsageError('Nothing was written: --yes takes back the change shown.');
	}

	const yes = await consents(consent, 'Take this back?');
	const outcome = yes ? await writeBack(entry, plan.change, session) : notTakenBack;

	if (options.json) {
		const {status, ...rest} = outcome;
		printJson(streams, {
			schemaVersion,
			change: changeJson(plan.change, session.location),
			...rest,
		});
	} else {
		pageOf(streams, options).paragraph(outcome.message);
	}

	return outcome.status;
}

/** Throws UsageError where there is nothing to take back. */
function entryToUndo(entries: readonly JournalEntry[], id: string | undefined): JournalEntry {
	const entry = id === undefined ? lastChange(entries) : findEntry(entries, id);

	if (!entry) {
		throw new UsageError(
			id === undefined
				? 'There is no change of this machine to take back.'
				: `There is no change ${JSON.stringify(id)}; sfn-fix history lists them.`,
		);
	}

	return entry;
}

type Outcome = {outcome: string; message: string; status: ExitStatus};

const notTakenBack: Outcome = {
	outcome: 'not-written',
	message: 'Nothing was written.',
	status: exitStatus.problem,
};

async function writeBack(
	entry: JournalEntry,
	change: Parameters<typeof undoChange>[1],
	{account, journal, clock}: Session,
): Promise<Outcome> {
	const result = await undoChange(entry, change, {account, journal, clock});
	const {outcome} = result;

	switch (result.outcome) {
		case 'applied':
			return {outcome, message: 'Taken back, and AWS shows it.', status: exitStatus.healthy};
		case 'not-visible':
			return {
				outcome,
				message: 'Taken back; AWS does not show it yet.',
				status: exitStatus.problem,
			};
		case 'moved':
			return {outcome, message: result.why, status: exitStatus.changedInBetween};
		case 'refused':
			return {outcome, message: result.why, status: exitStatus.problem};
		case 'failed':
			return {outcome, message: result.error.message, status: exitStatus.noVerdict};
	}
}
