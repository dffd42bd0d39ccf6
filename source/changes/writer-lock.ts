import {randomUUID} from 'node:crypto';
import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {hostname} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {isObject, parseJson} from '../json.ts';

/**
 * One writer at a time on one machine. The lock is a file `writer.N`, created exclusively; the highest N counts. It is
 * never removed by its owner but marked free, and the next owner takes N + 1: an owner that was killed is passed over
 * without any moment in which two could hold it.
 */
export type Lock = {release(): Promise<void>};

/** A `pid` of 0: somebody, and who is not known. */
export type Holder = {pid: number; host: string; since: string};

type Owner = Holder & {token: string; processStart: string | null; free: boolean};

const unnamed: Holder = {pid: 0, host: '', since: ''};
const pattern = /^writer\.(\d{1,15})$/;
/** A lock whose owner was killed before it could write its name into it. */
const namelessMilliseconds = 5_000;

/** The lock or, where somebody else holds it, who that is. */
export async function tryLock(directory: string): Promise<Lock | Holder> {
	await mkdir(directory, {recursive: true, mode: 0o700});
	const newest = await newestLock(directory);
	const holder = await holderIn(directory, newest);

	if (holder) {
		return holder;
	}

	const mine = (newest ?? 0) + 1;
	const file = path.join(directory, `writer.${mine}`);
	const owner = await ownOwner();

	try {
		await writeFile(file, JSON.stringify(owner), {flag: 'wx', mode: 0o600});
	} catch (error) {
		if (isCode(error, 'EEXIST')) {
			return {...unnamed, since: owner.since};
		}

		throw error;
	}

	// Somebody may have taken a later one, used it and cleaned up while this process was not running.
	if ((await newestLock(directory)) !== mine) {
		await rm(file, {force: true});
		return {...unnamed, since: owner.since};
	}

	await removeEarlier(directory, mine);
	return {release: () => writeFile(file, JSON.stringify({...owner, free: true}), {mode: 0o600})};
}

/** Who writes at this moment. */
export const currentHolder = async (directory: string): Promise<Holder | null> =>
	holderIn(directory, await newestLock(directory).catch(() => null));

const holderIn = async (directory: string, newest: number | null): Promise<Holder | null> =>
	newest === null ? null : holderOf(path.join(directory, `writer.${newest}`));

export const isLock = (taken: Lock | Holder): taken is Lock => 'release' in taken;

async function newestLock(directory: string): Promise<number | null> {
	const numbers = (await readdir(directory)).flatMap(name => {
		const number = pattern.exec(name)?.[1];
		return number === undefined ? [] : [Number(number)];
	});

	return numbers.length === 0 ? null : Math.max(...numbers);
}

async function removeEarlier(directory: string, mine: number): Promise<void> {
	for (const name of await readdir(directory)) {
		const number = pattern.exec(name)?.[1];

		if (number !== undefined && Number(number) < mine) {
			await rm(path.join(directory, name), {force: true});
		}
	}
}

/** Null where nobody holds it any more. */
async function holderOf(file: string): Promise<Holder | null> {
	const text = await readFile(file, 'utf8').catch(error => {
		if (isCode(error, 'ENOENT')) {
			return null;
		}

		throw error;
	});

	if (text === null) {
		return unnamed;
	}

	const owner = parseJson(text);

	if (!isOwner(owner)) {
		return (await isOld(file)) ? null : unnamed;
	}

	const {pid, host, since} = owner;
	return owner.free || !(await isAlive(owner)) ? null : {pid, host, since};
}

const isOwner = (value: unknown): value is Owner =>
	isObject(value) &&
	typeof value.pid === 'number' &&
	typeof value.since === 'string' &&
	typeof value.host === 'string' &&
	typeof value.free === 'boolean';

async function isOld(file: string): Promise<boolean> {
	const {stat} = await import('node:fs/promises');
	const {mtimeMs} = await stat(file);
	return Date.now() - mtimeMs > namelessMilliseconds;
}

/** A number that the system gave to another process since is not the owner. */
async function isAlive({pid, host, processStart, since}: Owner): Promise<boolean> {
	if (host !== hostname()) {
		// A state folder on a network file system: the other machine cannot be asked, so only time can tell.
		return Date.now() - Date.parse(since) < 10 * 60_000;
	}

	try {
		process.kill(pid, 0);
	} catch (error) {
		return isCode(error, 'EPERM');
	}

	return processStart === null || processStart === (await processStartOf(pid));
}

const ownOwner = async (): Promise<Owner> => ({
	pid: process.pid,
	host: hostname(),
	token: randomUUID(),
	processStart: await processStartOf(process.pid),
	since: new Date().toISOString(),
	free: false,
});

/** Linux tells when a process began; null elsewhere. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
async function processStartOf(pid: number): Promise<string | null> {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
	return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

const isCode = (error: unknown, code: string): boolean =>
	error instanceof Error && 'code' in error && error.code === code;
