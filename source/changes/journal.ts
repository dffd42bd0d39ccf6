import {mkdir, open, readFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import path from 'node:path';
import {actionOf, type Change} from '../diagnosis/remedy.ts';

export type JournalStatus = 'started' | 'applied' | 'failed' | 'undone';

export type JournalEntry = {
	id: string;
	/** ISO 8601. */
	at: string;
	accountId: string;
	region: string;
	identityArn: string;
	endpointUrl: string | null;
	remedyId: string | null;
	change: Change;
	status: JournalStatus;
	/** The entry that this change takes back. */
	undoes: string | null;
	/** The revision that the write made, where AWS tells it. */
	revisionId: string | null;
	error: string | null;
};

/** The record of every change. A line once written stays; a later one of the same id supersedes it. */
export type Journal = {
	/** Null where it is kept in memory. */
	path: string | null;
	/** Resolves once the entry is on the disk. Throws JournalError. */
	append(entry: JournalEntry): Promise<void>;
	/** The oldest first, each as it stands now. */
	entries(): Promise<JournalEntry[]>;
};

export class JournalError extends Error {
	override readonly name = 'JournalError';
}

export const openJournal = (file: string = journalPath()): Journal => ({
	path: file,

	async append(entry) {
		await appendLine(file, JSON.stringify(entry)).catch(error => {
			throw new JournalError(
				`The journal ${file} cannot be written (${messageOf(error)}). Make it writable, or set XDG_STATE_HOME to a directory that is.`,
			);
		});
	},

	async entries() {
		return entriesIn(await readText(file));
	},
});

/** For the practice account: forgotten when the program ends. */
export function memoryJournal(): Journal {
	const lines: string[] = [];

	return {
		path: null,
		async append(entry) {
			lines.push(JSON.stringify(entry));
		},
		entries: async () => entriesIn(lines.join('\n')),
	};
}

/** https://specifications.freedesktop.org/basedir-spec/latest/ */
export function journalPath(
	env: NodeJS.ProcessEnv = process.env,
	platform: NodeJS.Platform = process.platform,
	home: string = homedir(),
): string {
	const {isAbsolute, join} = platform === 'win32' ? path.win32 : path.posix;
	const given = platform === 'win32' ? env.LOCALAPPDATA : env.XDG_STATE_HOME;
	const usual = platform === 'win32' ? ['AppData', 'Local'] : ['.local', 'state'];
	// The specification has relative paths ignored.
	const state = given && isAbsolute(given) ? given : join(home, ...usual);
	return join(state, 'sfn-fix', 'journal.jsonl');
}

/** The second entry of a change has the change's id and `-2`, and so on. */
export const isOfChange = (entry: JournalEntry, id: string): boolean =>
	entry.id === id || entry.id.startsWith(`${id}-`);

/** The entry of that id or, where the id is a change's, the latest of that change. */
export const findEntry = (entries: readonly JournalEntry[], id: string): JournalEntry | null =>
	entries.findLast(entry => isOfChange(entry, id)) ?? null;

/** The latest change that stands and is not itself the taking back of another. */
export const lastChange = (entries: readonly JournalEntry[]): JournalEntry | null =>
	entries.findLast(
		({status, undoes}) => undoes === null && (status === 'applied' || status === 'started'),
	) ?? null;

async function appendLine(file: string, line: string): Promise<void> {
	await mkdir(path.dirname(file), {recursive: true, mode: 0o700});
	const handle = await open(file, 'a+', 0o600);

	try {
		await handle.appendFile(`${(await endsTorn(handle)) ? '\n' : ''}${line}\n`);
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** Whether an earlier write was cut off, so that the next line has to begin on its own. */
async function endsTorn(handle: Awaited<ReturnType<typeof open>>): Promise<boolean> {
	const {size} = await handle.stat();

	if (size === 0) {
		return false;
	}

	const {buffer} = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
	return buffer.toString() !== '\n';
}

async function readText(file: string): Promise<string> {
	try {
		return await readFile(file, 'utf8');
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
			return '';
		}

		throw new JournalError(
			`The journal ${file} cannot be read (${messageOf(error)}). Make it readable, or set XDG_STATE_HOME to another directory.`,
		);
	}
}

const entriesIn = (text: string): JournalEntry[] => [
	...new Map(
		text
			.split('\n')
			.map(entryIn)
			.filter(entry => entry !== null)
			.map(entry => [entry.id, entry]),
	).values(),
];

/** Null for a line that was cut off, or that is none of ours. */
function entryIn(line: string): JournalEntry | null {
	try {
		const entry: Partial<JournalEntry> | null = JSON.parse(line);
		return isEntry(entry) ? withAction(entry) : null;
	} catch {
		return null;
	}
}

/** Entries of earlier versions name no action. */
const withAction = (entry: JournalEntry): JournalEntry => {
	const {before, after} = entry.change;
	return {...entry, change: {...entry.change, action: actionOf(before, after)} as Change};
};

const isEntry = (entry: Partial<JournalEntry> | null): entry is JournalEntry =>
	typeof entry?.id === 'string' && typeof entry.status === 'string' && Boolean(entry.change?.kind);

const messageOf = (error: unknown): string =>
	error instanceof Error ? error.message : String(error);
