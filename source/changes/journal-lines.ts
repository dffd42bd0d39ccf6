import {isObject, parseJson} from '../json.ts';
import {learnNames} from '../names/printed-names.ts';
import {
	type JournalContents,
	type JournalEntry,
	type JournalRecord,
	journalFormat,
	journalStatuses,
	type LaterEntry,
} from './journal-entry.ts';
import {parseChange} from './parse-change.ts';
import {isRepeatLine} from './repeat-record.ts';

/** Every line is understood, kept for showing, or counted as skipped; none can end the reading. */
export function readLines(text: string): JournalContents {
	const records = new Map<string, JournalRecord>();
	let skippedLines = 0;

	for (const line of text.split('\n')) {
		const record = recordIn(line);
		const isRepeat = record === null && isRepeatLine(parseJson(line));

		if (record) {
			learnNames(record);
			records.set(record.kind === 'entry' ? record.entry.id : record.later.id, record);
		} else if (line.trim() !== '' && !isRepeat) {
			skippedLines += 1;
		}
	}

	return {records: withUndone([...records.values()]), skippedLines};
}

function recordIn(line: string): JournalRecord | null {
	const value = parseJson(line);

	if (
		!isObject(value) ||
		typeof value.id !== 'string' ||
		value.id === '' ||
		!isObject(value.change)
	) {
		return null;
	}

	const format = typeof value.format === 'number' ? value.format : 1;
	const entry = format > journalFormat ? null : entryIn(value, value.change);
	return entry ? {kind: 'entry', entry} : {kind: 'later', later: laterIn(value, value.change)};
}

/** Null where this version cannot know what the line means. */
function entryIn(
	value: Record<string, unknown>,
	recorded: Record<string, unknown>,
): JournalEntry | null {
	const status = journalStatuses.find(known => known === value.status);
	const change = parseChange(recorded);

	if (!status || !change) {
		return null;
	}

	return {
		format: journalFormat,
		id: String(value.id),
		at: textOf(value.at) ?? '',
		accountId: textOf(value.accountId) ?? '',
		region: textOf(value.region) ?? '',
		identityArn: textOf(value.identityArn) ?? '',
		endpointUrl: textOf(value.endpointUrl),
		remedyId: textOf(value.remedyId),
		run: textOf(value.run),
		change,
		status,
		undoes: textOf(value.undoes),
		revisionId: textOf(value.revisionId),
		overwrote: overwroteOf(value.overwrote),
		foundAt: textOf(value.foundAt),
		error: textOf(value.error),
	};
}

const laterIn = (value: Record<string, unknown>, change: Record<string, unknown>): LaterEntry => ({
	id: String(value.id),
	at: textOf(value.at) ?? '',
	accountId: textOf(value.accountId) ?? '',
	region: textOf(value.region) ?? '',
	status: textOf(value.status) ?? '',
	what: textOf(change.kind) ?? '',
});

const overwroteOf = (value: unknown): JournalEntry['overwrote'] =>
	isObject(value) && (value.text === null || typeof value.text === 'string')
		? {text: value.text}
		: null;

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** A crash between an undo and its mark on what it undid leaves nothing applied that is gone, or undone that is there. */
function withUndone(records: readonly JournalRecord[]): JournalRecord[] {
	const undone = new Set<string>();
	const restored = new Set<string>();

	// The latest first: an undo that was itself undone undoes nothing.
	return records
		.toReversed()
		.map(record => {
			if (record.kind === 'later') {
				return record;
			}

			const {id, undoes} = record.entry;
			const status = statusNow(record.entry, {
				isUndone: undone.has(id),
				isRestored: restored.has(id),
			});

			if (undoes !== null && status === 'undone') {
				restored.add(undoes);
			} else if (undoes !== null && (status === 'applied' || status === 'verified')) {
				undone.add(undoes);
			}

			return {...record, entry: {...record.entry, status}};
		})
		.toReversed();
}

function statusNow(
	{status}: JournalEntry,
	{isUndone, isRestored}: {isUndone: boolean; isRestored: boolean},
): JournalEntry['status'] {
	if (isUndone) {
		return 'undone';
	}

	return status === 'undone' && isRestored ? 'applied' : status;
}
