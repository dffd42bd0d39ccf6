import type {Journal} from './journal.ts';
import type {JournalContents, JournalEntry} from './journal-entry.ts';
import type {RepeatEntry} from './repeat-record.ts';
import type {Holder} from './writer-lock.ts';

type Recorded = Pick<JournalEntry | RepeatEntry, 'status' | 'at'>;

/** Recorded by a process that holds the lock: it is about to be closed, and nobody else may judge it. */
export const isInProgress = ({status, at}: Recorded, writer: Holder | null): writer is Holder =>
	status === 'started' && writer !== null && writer.pid > 0 && at >= writer.since;

export const writerWords = ({pid, host}: Holder): string => `process ${pid} on ${host}`;

type JournalLook = {
	contents: JournalContents;
	repeats: ReadonlyMap<string, RepeatEntry>;
	writer: Holder | null;
};

/** The journal and who writes, of one moment: what began or ended between the two looks is looked at again. */
export async function lookAt(journal: Journal): Promise<JournalLook> {
	let known: ReadonlySet<string> = new Set();
	let writer: Holder | null = null;

	for (;;) {
		const contents = await journal.contents();
		const repeats = await journal.repeats();
		const started = startedIn(contents, repeats);

		if (started.every(id => known.has(id))) {
			return {contents, repeats, writer};
		}

		known = new Set(started);
		writer = await journal.writer();
	}
}

const startedIn = (
	{records}: JournalContents,
	repeats: ReadonlyMap<string, RepeatEntry>,
): string[] => [
	...records.flatMap(record =>
		record.kind === 'entry' && record.entry.status === 'started' ? record.entry.id : [],
	),
	...[...repeats.values()].flatMap(({status, id}) => (status === 'started' ? id : [])),
];
