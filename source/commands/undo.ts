import {findEntry, type JournalEntry} from '../changes/journal-entry.ts';
import {nextUndo, undoChange, undoPlan} from '../changes/undo.ts';
import {changeJson} from '../output/json/diagnosis.ts';
import {schemaVersion} from '../output/json/schema-version.ts';
import {printIdentity} from '../output/plain/identity.ts';
import {printChange} from '../output/plain/remedies.ts';
import {sanitise} from '../output/sanitise.ts';
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
	const {entry, plan} = await entryToUndo(session, id, streams);

	if (plan.kind !== 'undo') {
		throw new NoVerdictError(plan.why);
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

/** Throws UsageError where there is nothing to undo. */
async function entryToUndo(
	{journal, account, endpointUrl}: Session,
	id: string | undefined,
	{stderr}: Streams,
) {
	if (id !== undefined) {
		const entry = findEntry(await journal.entries(), id);

		if (!entry) {
			throw new UsageError(`There is no change ${JSON.stringify(id)}; sfn-fix history lists them.`);
		}

		return {entry, plan: await undoPlan(entry, account.reads, endpointUrl)};
	}

	const {closed, next} = await nextUndo(journal, account.reads, endpointUrl);

	for (const {why} of closed) {
		stderr.write(`sfn-fix: ${sanitise(why)}\n`);
	}

	if (!next) {
		throw new UsageError('There is no change of this machine to undo.');
	}

	return next;
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
		case 'unknown':
			return {
				outcome,
				message: `It is not known whether this was undone: ${result.error.message} Run sfn-fix undo again.`,
				status: exitStatus.noVerdict,
			};
		case 'failed':
			return {outcome, message: result.error.message, status: exitStatus.noVerdict};
	}
}
