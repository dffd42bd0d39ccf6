import type {Change} from '../diagnosis/remedy.ts';

/** What this version writes. Lines without a format are of format 1; a later one is shown, not acted on. */
export const journalFormat = 2;

/**
 * `started`: recorded before AWS was asked, so a crash leaves it behind. `unknown`: sent, and AWS's answer was lost.
 * `verified`: the checks held afterwards, or, of an undo, AWS showed it. `moot`: the account was asked, and there is
 * nothing of it to undo.
 */
export const journalStatuses = [
	'started',
	'applied',
	'verified',
	'unknown',
	'failed',
	'undone',
	'moot',
] as const;

export type JournalStatus = (typeof journalStatuses)[number];

export type JournalEntry = {
	format: number;
	id: string;
	/** ISO 8601. */
	at: string;
	accountId: string;
	region: string;
	identityArn: string;
	endpointUrl: string | null;
	remedyId: string | null;
	/** Equal for the changes of one run of sfn-fix; null where an earlier version wrote the entry. */
	run: string | null;
	change: Change;
	status: JournalStatus;
	/** The entry that this change undoes. */
	undoes: string | null;
	/** The revision that the write made, where AWS tells it. */
	revisionId: string | null;
	/** What somebody else had written in the moment of the write, and the write replaced: an undo brings it back. */
	overwrote: {text: string | null} | null;
	/** When a later look at the account found the change, where sfn-fix had ended or AWS's answer was lost. */
	foundAt: string | null;
	/** What AWS said, or why there is nothing to undo. */
	error: string | null;
};

/** Written by a later version: enough of it to be shown. */
export type LaterEntry = {
	id: string;
	at: string;
	accountId: string;
	region: string;
	status: string;
	what: string;
};

export type JournalRecord =
	| {kind: 'entry'; entry: JournalEntry}
	| {kind: 'later'; later: LaterEntry};

export type JournalContents = {
	/** The oldest first, each in its latest state. */
	records: JournalRecord[];
	/** Lines that are no entries: cut off by a crash, or damaged. */
	skippedLines: number;
};

const isEntryRecord = (record: JournalRecord): record is Extract<JournalRecord, {kind: 'entry'}> =>
	record.kind === 'entry';

export const entriesOf = ({records}: JournalContents): JournalEntry[] =>
	records.filter(isEntryRecord).map(({entry}) => entry);

/** The second entry of a change has the change's id and `-2`, and so on. */
export const isOfChange = (entry: Pick<JournalEntry, 'id'>, id: string): boolean =>
	entry.id === id || entry.id.startsWith(`${id}-`);

/** The entry of that id or, where the id is a change's, the latest of that change. */
export const findEntry = (entries: readonly JournalEntry[], id: string): JournalEntry | null =>
	entries.findLast(entry => isOfChange(entry, id)) ?? null;

const notShown =
	'Interrupted. AWS did not show it when sfn-fix last looked, and it can still appear.';

/** Of a change that was interrupted moments ago: a request that AWS is still working on shows nothing yet. */
export const asNotShown = (entry: JournalEntry): JournalEntry => ({
	...entry,
	status: 'unknown',
	error: notShown,
});

export const isNotShown = ({status, error}: JournalEntry): boolean =>
	status === 'unknown' && error === notShown;

/** Whether something of it can be in the account, as far as the journal knows. */
export const isUndoable = (entry: JournalEntry): boolean =>
	['applied', 'verified', 'started', 'unknown'].includes(entry.status) && !isNotShown(entry);

/** The changes that can be in the account and do not themselves undo another, the latest first. */
export const standingChanges = (entries: readonly JournalEntry[]): JournalEntry[] =>
	entries.filter(entry => entry.undoes === null && isUndoable(entry)).toReversed();

/** Whether sfn-fix has written to this role since, and AWS showed it: CloudTrail shows that only minutes later. */
export const isRoleWritten = (
	entries: readonly JournalEntry[],
	roleArn: string,
	since: Date,
): boolean =>
	entries.some(
		({change, accountId, status, at}) =>
			'roleName' in change &&
			roleArn.includes(`::${accountId}:`) &&
			roleArn.endsWith(`/${change.roleName}`) &&
			(status === 'applied' || status === 'verified') &&
			Date.parse(at) > since.getTime(),
	);
