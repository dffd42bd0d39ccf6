import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readdir, utimes, writeFile} from 'node:fs/promises';
import {hostname, tmpdir} from 'node:os';
import path from 'node:path';
import {expect, test} from 'vitest';
import {JournalError, openJournal} from '../../source/changes/journal.ts';
import {isLock, tryLock} from '../../source/changes/writer-lock.ts';
import {createFakeClock} from '../practice/fake-clock.ts';

const newFolder = () => mkdtemp(path.join(tmpdir(), 'sfn-fix-lock-'));

const ownerOf = (given: object) =>
	JSON.stringify({
		pid: process.pid,
		host: hostname(),
		token: 't',
		processStart: null,
		since: new Date().toISOString(),
		free: false,
		...given,
	});

/** A process that has ended, so that its number is nobody's. */
async function endedPid(): Promise<number> {
	const child = spawn(process.execPath, ['-e', '']);
	await once(child, 'exit');
	return child.pid ?? 0;
}

test('of two, one waits and is told for whom', async () => {
	const folder = await newFolder();
	const first = await tryLock(folder);
	expect(isLock(first)).toBe(true);
	expect(await tryLock(folder)).toMatchObject({pid: process.pid});

	if (isLock(first)) {
		await first.release();
	}

	expect(isLock(await tryLock(folder))).toBe(true);
	expect(await readdir(folder)).toHaveLength(1);
});

test('the lock of a process that was killed is passed over', async () => {
	const folder = await newFolder();
	await writeFile(path.join(folder, 'writer.7'), ownerOf({pid: await endedPid()}));
	expect(isLock(await tryLock(folder))).toBe(true);
	expect(await readdir(folder)).toEqual(['writer.8']);
});

test.skipIf(process.platform !== 'linux')(
	'a number that the system gave to another process since is not the owner',
	async () => {
		const folder = await newFolder();
		await writeFile(path.join(folder, 'writer.1'), ownerOf({processStart: 'another'}));
		expect(isLock(await tryLock(folder))).toBe(true);
	},
);

test('a lock that was never given a name is passed over once it is old', async () => {
	const folder = await newFolder();
	const file = path.join(folder, 'writer.1');
	await writeFile(file, '');
	expect(isLock(await tryLock(folder))).toBe(false);
	await utimes(file, new Date(), new Date(Date.now() - 60_000));
	expect(isLock(await tryLock(folder))).toBe(true);
});

test('of many at once, never two hold it', async () => {
	const folder = await newFolder();
	let inside = 0;
	let most = 0;
	const journal = openJournal(path.join(folder, 'journal.jsonl'));
	const work = () =>
		journal.exclusively(async () => {
			inside += 1;
			most = Math.max(most, inside);
			await readdir(folder);
			inside -= 1;
		});

	await Promise.all(Array.from({length: 30}, work));
	expect(most).toBe(1);
});

test('a writer that does not end is waited for within a bound', async () => {
	const folder = await newFolder();
	await tryLock(folder);
	const journal = openJournal(path.join(folder, 'journal.jsonl'), createFakeClock());
	await expect(journal.exclusively(async () => {})).rejects.toThrow(JournalError);
	await expect(journal.exclusively(async () => {})).rejects.toThrow(
		`Another sfn-fix on this machine is still writing (process ${process.pid}`,
	);
});
