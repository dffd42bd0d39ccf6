import {chmod, mkdir, open, readFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import path from 'node:path';
import {type Clock, systemClock} from '../clock.ts';
import {poll} from '../poll.ts';
import {entriesOf, type JournalContents, type JournalEntry} from './journal-entry.ts';
import {readLines} from './journal-lines.ts';
import {type RepeatEntry, readRepeats} from './repeat-record.ts';
import {currentHolder, type Holder, isLock, type Lock, tryLock} from './writer-lock.ts';

/** The record of every change. A line once written stays; a later one of the same id supersedes it. */
export type Journal = {
	/** Null where it is kept in memory. */
	path: string | null;
	/** Resolves once the entry is on the disk. Throws JournalError. */
	append(entry: JournalEntry | RepeatEntry): Promise<void>;
	/** Those that this version understands, the oldest first, each in its latest state. */
	entries(): Promise<JournalEntry[]>;
	/** Everything in it, what a later version wrote as well. */
	contents(): Promise<JournalContents>;
	/** The failed executions that were repeated from this machine, each in its latest state, by id. */
	repeats(): Promise<ReadonlyMap<string, RepeatEntry>>;
	/** The sfn-fix that writes at this moment. */
	writer(): Promise<Holder | null>;
	/**
	 * Runs while no other sfn-fix on this machine writes; `onWait` receives the milliseconds waited so far. Throws
	 * JournalError where another does not end.
	 */
	exclusively<Value>(run: () => Promise<Value>, onWait?: (waited: number) => void): Promise<Value>;
};

export class JournalError extends Error {
	override readonly name = 'JournalError';
}

/** Longer than one write and its confirmation take. */
const patienceMilliseconds = 50_000;

export const openJournal = (file: string = journalPath(), clock: Clock = systemClock): Journal => ({
	path: file,

	async append(entry) {
		await appendLine(file, JSON.stringify(entry)).catch(error => {
			throw new JournalError(
				`The journal ${file} cannot be written (${messageOf(error)}). Make it writable, or set SFN_FIX_STATE_DIR to a folder that is.`,
			);
		});
	},

	entries: async () => entriesOf(readLines(await readText(file))),
	contents: async () => readLines(await readText(file)),
	repeats: async () => readRepeats(await readText(file)),
	writer: () => currentHolder(path.dirname(file)),

	async exclusively(run, onWait) {
		const lock = await lockFor(path.dirname(file), clock, onWait);

		try {
			return await run();
		} finally {
			// Left as it is, it is passed over once this process has ended.
			await lock.release().catch(() => {});
		}
	},
});

/** For the practice account: forgotten when the program ends. */
export function memoryJournal(): Journal {
	const lines: string[] = [];
	const contents = async () => readLines(lines.join('\n'));
	let turn: Promise<unknown> = Promise.resolve();

	return {
		path: null,
		async append(entry) {
			lines.push(JSON.stringify(entry));
		},
		entries: async () => entriesOf(await contents()),
		contents,
		repeats: async () => readRepeats(lines.join('\n')),
		writer: async () => null,
		exclusively(run) {
			const result = turn.then(run);
			turn = result.catch(() => {});
			return result;
		},
	};
}

/** https://specifications.freedesktop.org/basedir-spec/latest/ */
export function journalPath(
	env: NodeJS.ProcessEnv = process.env,
	platform: NodeJS.Platform = process.platform,
	home: string = homedir(),
): string {
	const {isAbsolute, join, resolve} = platform === 'win32' ? path.win32 : path.posix;

	if (env.SFN_FIX_STATE_DIR) {
		return join(resolve(env.SFN_FIX_STATE_DIR), 'journal.jsonl');
	}

	const given = platform === 'win32' ? env.LOCALAPPDATA : env.XDG_STATE_HOME;
	const usual = platform === 'win32' ? ['AppData', 'Local'] : ['.local', 'state'];
	// The specification has relative paths ignored.
	const state = given && isAbsolute(given) ? given : join(home, ...usual);
	return join(state, 'sfn-fix', 'journal.jsonl');
}

async function lockFor(
	directory: string,
	clock: Clock,
	onWait: (waited: number) => void = () => {},
): Promise<Lock> {
	let other: Holder | null = null;
	const attempt = async () => {
		const taken = await tryLock(directory).catch(error => {
			throw new JournalError(
				`The folder ${directory} cannot be written (${messageOf(error)}). Make it writable, or set SFN_FIX_STATE_DIR to a folder that is.`,
			);
		});

		if (isLock(taken)) {
			return taken;
		}

		other = taken;
		return undefined;
	};
	const polled = await poll(attempt, {
		clock,
		firstPause: 20,
		longestPause: 250,
		factor: 1.5,
		patience: patienceMilliseconds,
		onWait,
	});

	if (polled.kind === 'done') {
		return polled.value;
	}

	throw new JournalError(
		`Another sfn-fix on this machine is still writing${processWords(other)}. Wait for it to end, then run this again.`,
	);
}

const processWords = (other: Holder | null): string =>
	other && other.pid > 0 ? ` (process ${other.pid}, since ${other.since})` : '';

async function appendLine(file: string, line: string): Promise<void> {
	await mkdir(path.dirname(file), {recursive: true, mode: 0o700});
	const handle = await open(file, 'a+', 0o600);

	try {
		const {mode, size} = await handle.stat();

		// It may be from before, or copied: it names roles and accounts, and holds whole policies.
		if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
			await chmod(file, 0o600);
		}

		await handle.appendFile(`${(await endsTorn(handle, size)) ? '\n' : ''}${line}\n`);
		await handle.sync();

		if (size === 0 && process.platform !== 'win32') {
			await syncFolder(path.dirname(file));
		}
	} finally {
		await handle.close();
	}
}

/** A new file can be lost with its folder's entry, for all that its own content is on the disk. */
async function syncFolder(folder: string): Promise<void> {
	const handle = await open(folder, 'r');
	await handle.sync().finally(() => handle.close());
}

/** Whether an earlier write was cut off, so that the next line has to begin on its own. */
async function endsTorn(handle: Awaited<ReturnType<typeof open>>, size: number): Promise<boolean> {
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
			`The journal ${file} cannot be read (${messageOf(error)}). Make it readable, or set SFN_FIX_STATE_DIR to another folder.`,
		);
	}
}

const messageOf = (error: unknown): string =>
	error instanceof Error ? error.message : String(error);
