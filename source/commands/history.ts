import type {CommandLocation} from '../aws/command.ts';
import {describeChange, targetOf} from '../changes/describe-change.ts';
import {isInProgress, lookAt, writerWords} from '../changes/in-progress.ts';
import {type Journal, openJournal} from '../changes/journal.ts';
import {isOfChange, type JournalEntry, type JournalRecord} from '../changes/journal-entry.ts';
import type {RepeatEntry} from '../changes/repeat-record.ts';
import type {Holder} from '../changes/writer-lock.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {changeJson} from '../output/json/diagnosis.ts';
import {schemaVersion} from '../output/json/schema-version.ts';
import type {Page} from '../output/plain/page.ts';
import {printChange} from '../output/plain/remedies.ts';
import {printableLine} from '../output/sanitise.ts';
import {pageOf, printJson, type Streams, tellOn} from '../plain/streams.ts';
import {count, timeOf} from '../text.ts';
import type {CommandLine} from './options.ts';
import {unknownChange} from './undo-errors.ts';

/** The changes made from this machine, newest first; one in full where it is named. */
export async function history(
	{operands: [id], options}: CommandLine,
	streams: Streams,
	journal: Journal = openJournal(),
): Promise<ExitStatus> {
	const looked = await lookAt(journal);
	const {
		contents: {records, skippedLines},
		writer,
	} = looked;
	const repeats = id === undefined ? [...looked.repeats.values()] : [];
	const shown = chosen(records.toReversed(), id);

	if (skippedLines > 0) {
		tellOn(streams)(
			`Skipped ${count(skippedLines, 'line')} of the journal that could not be read.`,
		);
	}

	if (options.json) {
		printJson(streams, historyJson(shown, repeats, writer));
		return exitStatus.healthy;
	}

	const page = pageOf(streams, options);

	if (shown.length === 0 && repeats.length === 0) {
		page.line('No changes were made from this machine.');
	}

	const [record] = shown;

	if (id !== undefined && record?.kind === 'entry') {
		printInFull(page, record.entry, writer);
		return exitStatus.healthy;
	}

	const lines = [
		...shown.map(each => lineOf(each, writer)),
		...repeatLines(repeats, writer),
	].toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0));

	for (const {text} of lines) {
		page.verbatim(text);
	}

	return exitStatus.healthy;
}

/** Throws UsageError. */
function chosen(records: JournalRecord[], id: string | undefined): JournalRecord[] {
	if (id === undefined) {
		return records;
	}

	const named = records.find(record =>
		isOfChange(record.kind === 'entry' ? record.entry : record.later, id),
	);

	if (!named) {
		throw unknownChange(
			id,
			records.map(record => (record.kind === 'entry' ? record.entry : record.later).id),
		);
	}

	return [named];
}

type Line = {at: string; text: string};

/** Executions are repeated by the hundred: one line for each run and state machine. */
function repeatLines(repeats: readonly RepeatEntry[], writer: Holder | null): Line[] {
	const runs = new Map<string, RepeatEntry[]>();

	for (const each of repeats) {
		const key = `${each.run} ${each.executionArn.split(':')[6]}`;
		runs.set(key, [...(runs.get(key) ?? []), each]);
	}

	return [...runs.values()].toReversed().flatMap(all => {
		const [first] = all;
		const done = all.filter(({status}) => status === 'done').length;
		const failed = all.filter(({status}) => status === 'failed').length;
		const running = all.filter(each => isInProgress(each, writer)).length;
		const open = all.length - done - failed - running;
		const [state] = [
			...(running > 0 ? ['in progress'] : []),
			...(open > 0 ? ['interrupted'] : []),
			'repeated',
		];
		const parts = [
			`${count(done, 'failed execution')} repeated`,
			...(failed > 0 ? [`${failed} refused`] : []),
			...(running > 0 && writer ? [`${running} in progress (${writerWords(writer)})`] : []),
			...(open > 0 ? [`${open} unknown`] : []),
		];

		return first
			? [
					lineAt(
						first.at,
						`${'-'.padEnd(12)}  ${timeOf(first.at)}  ${state?.padEnd(11)}  ${first.accountId} ${first.region}  state machine ${first.executionArn.split(':')[6]}: ${parts.join(', ')}  by ${nameOf(first.identityArn)}`,
					),
				]
			: [];
	});
}

/** An entry that was recorded and never closed is what a crash leaves, unless its process still writes it. */
const stateOf = (entry: JournalEntry, writer: Holder | null): string =>
	entry.status === 'started'
		? isInProgress(entry, writer)
			? 'in progress'
			: 'interrupted'
		: entry.status;

const lineAt = (at: string, text: string): Line => ({at, text: printableLine(text)});

function lineOf(record: JournalRecord, writer: Holder | null): Line {
	if (record.kind === 'later') {
		const {id, at, status, accountId, region, what} = record.later;
		return lineAt(
			at,
			`${id}  ${timeOf(at)}  ${status.padEnd(11)}  ${accountId} ${region}  ${what} (written by a later version of sfn-fix)`,
		);
	}

	const {id, at, accountId, region, identityArn, change, undoes, foundAt} = record.entry;
	const what = undoes === null ? targetOf(change) : `undo of ${undoes}: ${targetOf(change)}`;
	const found = foundAt === null ? '' : `  (found in the account at ${timeOf(foundAt)})`;
	const by = isInProgress(record.entry, writer) ? `  (${writerWords(writer)})` : '';
	return lineAt(
		at,
		`${id}  ${timeOf(at)}  ${stateOf(record.entry, writer).padEnd(11)}  ${accountId} ${region}  ${what}  by ${nameOf(identityArn)}${found}${by}`,
	);
}

/** `assumed-role/Engineer/jo` says more than the whole ARN in a list. */
const nameOf = (arn: string): string => arn.split(':').slice(5).join(':') || arn;

function printInFull(page: Page, entry: JournalEntry, writer: Holder | null): void {
	const {id, at, accountId, region, identityArn, endpointUrl, remedyId, undoes} = entry;
	const {foundAt, error} = entry;
	const rows: Array<[string, string | null]> = [
		['change', id],
		['state', stateOf(entry, writer)],
		[
			'writer',
			isInProgress(entry, writer) ? `${writerWords(writer)}, since ${writer.since}` : null,
		],
		['at', timeOf(at)],
		['account', `${accountId}, region ${region}`],
		['identity', identityArn],
		['endpoint', endpointUrl],
		['fix', remedyId],
		['undoes', undoes],
		[
			'found',
			foundAt && `in the account at ${timeOf(foundAt)}, after an interruption or a lost answer`,
		],
		['note', error],
	];

	for (const [name, value] of rows) {
		if (value !== null && value !== '') {
			page.item(name.padEnd(9), printableLine(value));
		}
	}

	const described = describeChange(entry.change, locationOf(entry));
	printChange(page, {...described, inJson: `sfn-fix history ${id} --json`}, described.target);

	if (entry.overwrote) {
		page.heading('What somebody else had written, and this change replaced');
		page.verbatim(entry.overwrote.text ?? '(it had been deleted)', '  ');
	}
}

const locationOf = ({region, endpointUrl}: JournalEntry): CommandLocation => ({
	region,
	profile: null,
	endpointUrl,
});

/** `schema/history.schema.json` */
const historyJson = (
	records: readonly JournalRecord[],
	repeats: readonly RepeatEntry[],
	writer: Holder | null,
) => ({
	schemaVersion,
	repeats: repeats.map(each => ({...each, writer: isInProgress(each, writer) ? writer : null})),
	changes: records.flatMap(record => {
		if (record.kind === 'later') {
			return [];
		}

		const {change, ...entry} = record.entry;
		return [
			{
				...entry,
				state: stateOf(record.entry, writer).replace(' ', '-'),
				writer: isInProgress(record.entry, writer) ? writer : null,
				change: changeJson(change, locationOf(record.entry)),
			},
		];
	}),
	later: records.flatMap(record => (record.kind === 'later' ? [record.later] : [])),
});
