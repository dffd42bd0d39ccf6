import {chmod, mkdir, mkdtemp, readFile, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
	JournalError,
	journalPath,
	memoryJournal,
	openJournal,
} from '../../source/changes/journal.ts';
import {
	findEntry,
	isRoleWritten,
	type JournalEntry,
	standingChanges,
} from '../../source/changes/journal-entry.ts';
import {readLines} from '../../source/changes/journal-lines.ts';
import {inline} from './sample-changes.ts';

const entryOf = (id: string, given: Partial<JournalEntry> = {}): JournalEntry => ({
	format: 2,
	id,
	at: '2026-03-09T08:30:00.000Z',
	accountId: '123456789012',
	region: 'eu-central-1',
	identityArn: 'arn:aws:sts::123456789012:assumed-role/engineer/jo',
	endpointUrl: null,
	remedyId: null,
	run: null,
	change: inline(),
	status: 'started',
	undoes: null,
	revisionId: null,
	overwrote: null,
	foundAt: null,
	error: null,
	...given,
});

const newFile = async (): Promise<string> =>
	path.join(await mkdtemp(path.join(tmpdir(), 'sfn-fix-')), 'state', 'sfn-fix', 'journal.jsonl');

test('a role counts as written since where AWS showed the change, and in no other account', () => {
	const {roleName} = inline();
	const arn = `arn:aws:iam::123456789012:role/service/${roleName}`;
	const before = new Date('2026-03-09T08:00:00Z');
	const isWritten = (given: Partial<JournalEntry>, roleArn = arn, since = before) =>
		isRoleWritten([entryOf('a', given)], roleArn, since);

	expect(isWritten({status: 'verified'})).toBe(true);
	expect(isWritten({status: 'applied'})).toBe(true);
	expect(isWritten({status: 'unknown'})).toBe(false);
	expect(isWritten({status: 'undone'})).toBe(false);
	expect(isWritten({status: 'applied', accountId: '210987654321'})).toBe(false);
	expect(isWritten({status: 'applied'}, `${arn}-other`)).toBe(false);
	expect(isWritten({status: 'applied'}, arn, new Date('2026-03-09T09:00:00Z'))).toBe(false);
});

for (const [name, open] of [
	['on the disk', async () => openJournal(await newFile())],
	['in memory', async () => memoryJournal()],
] as const) {
	test(`${name}: a later entry supersedes the earlier one of the same id, in its place`, async () => {
		const journal = await open();
		expect(await journal.entries()).toEqual([]);
		await journal.append(entryOf('a'));
		await journal.append(entryOf('b'));
		await journal.append(entryOf('a', {status: 'applied'}));
		expect(await journal.entries()).toEqual([entryOf('a', {status: 'applied'}), entryOf('b')]);
	});
}

test.skipIf(process.platform === 'win32')('nobody else can read it', async () => {
	const file = await newFile();
	await openJournal(file).append(entryOf('a'));
	const modes = await Promise.all(
		[file, path.dirname(file)].map(async at => (await stat(at)).mode),
	);
	expect(modes.map(mode => mode & 0o777)).toEqual([0o600, 0o700]);
});

test('wherever a write is cut off, the other entries are kept and the next one is whole', async () => {
	const line = `${JSON.stringify(entryOf('torn'))}\n`;
	const file = await newFile();
	await openJournal(file).append(entryOf('a'));
	const kept = await readFile(file, 'utf8');

	await fc.assert(
		fc.asyncProperty(fc.integer({min: 1, max: line.length - 2}), async length => {
			await writeFile(file, kept + line.slice(0, length));
			const journal = openJournal(file);
			expect((await journal.entries()).map(({id}) => id)).toEqual(['a']);
			await journal.append(entryOf('b'));
			expect((await journal.entries()).map(({id}) => id)).toEqual(['a', 'b']);
		}),
		{numRuns: 40},
	);
});

test('lines that are no entries are passed over, and counted', async () => {
	const file = await newFile();
	const journal = openJournal(file);
	await journal.append(entryOf('a'));
	await writeFile(file, `null\n42\n{"id":"x"}\n\n\u0000\u0001\n${await readFile(file, 'utf8')}`);
	expect((await journal.entries()).map(({id}) => id)).toEqual(['a']);
	expect((await journal.contents()).skippedLines).toBe(4);
});

test('whatever a line is, it can be read past', () => {
	const line = fc.oneof(
		fc.json(),
		fc.string(),
		fc
			.record(
				{
					id: fc.oneof(fc.string(), fc.integer()),
					format: fc.oneof(fc.integer(), fc.string()),
					status: fc.oneof(fc.constantFrom('applied', 'started'), fc.jsonValue()),
					change: fc.oneof(
						fc.jsonValue(),
						fc.record({
							kind: fc.oneof(
								fc.constantFrom('log-group', 'toString', '__proto__', 'definition', 'future'),
								fc.jsonValue(),
							),
							before: fc.jsonValue(),
							after: fc.jsonValue(),
						}),
					),
				},
				{requiredKeys: []},
			)
			.map(value => JSON.stringify(value)),
	);

	fc.assert(
		fc.property(fc.array(line), lines => {
			const {records, skippedLines} = readLines(lines.join('\n'));
			expect(records.length + skippedLines).toBeLessThanOrEqual(
				lines.join('\n').split('\n').length,
			);
		}),
	);
});

test.each([
	['a later format', {format: 3}],
	['a status of a later version', {status: 'queued'}],
	[
		'a kind of a later version',
		{change: {kind: 'bucket-policy', bucket: 'b', before: null, after: '{}'}},
	],
	[
		'a change without what names its resource',
		{change: {kind: 'log-group', before: null, after: '{}'}},
	],
])('%s is shown and not acted on', (_what, given) => {
	const {records, skippedLines} = readLines(JSON.stringify({...entryOf('a'), ...given}));
	expect(records).toMatchObject([{kind: 'later', later: {id: 'a', accountId: '123456789012'}}]);
	expect(skippedLines).toBe(0);
});

test('an entry of the first format is understood', () => {
	const {
		format: _format,
		run: _run,
		overwrote: _overwrote,
		foundAt: _foundAt,
		...first
	} = entryOf('a', {status: 'applied'});
	expect(readLines(JSON.stringify(first)).records).toEqual([
		{kind: 'entry', entry: entryOf('a', {status: 'applied'})},
	]);
});

test('a crash between an undo and its mark on what it undid leaves no change that is gone', () => {
	const lines = [entryOf('a', {status: 'applied'}), entryOf('u', {status: 'applied', undoes: 'a'})];
	const statuses = (entries: JournalEntry[]) =>
		readLines(entries.map(entry => JSON.stringify(entry)).join('\n')).records.map(record =>
			record.kind === 'entry' ? record.entry.status : null,
		);
	expect(statuses(lines)).toEqual(['undone', 'applied']);
	const again = entryOf('v', {status: 'applied', undoes: 'u'});
	expect(statuses([...lines, again])).toEqual(['applied', 'undone', 'applied']);
	const marked = [
		entryOf('a', {status: 'undone'}),
		entryOf('u', {status: 'verified', undoes: 'a'}),
	];
	expect(statuses([...marked, again])).toEqual(['applied', 'undone', 'applied']);
	expect(statuses([...marked, again, entryOf('w', {status: 'verified', undoes: 'a'})])).toEqual([
		'undone',
		'undone',
		'applied',
		'verified',
	]);
});

test.skipIf(process.platform === 'win32')(
	'a journal that others could read is made private',
	async () => {
		const file = await newFile();
		await mkdir(path.dirname(file), {recursive: true});
		await writeFile(file, '', {mode: 0o644});
		await chmod(file, 0o644);
		await openJournal(file).append(entryOf('a'));
		expect((await stat(file)).mode & 0o777).toBe(0o600);
	},
);

test('a journal that cannot be read says where it is and what to set', async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'sfn-fix-'));
	await expect(openJournal(folder).contents()).rejects.toThrow(
		/cannot be read .*SFN_FIX_STATE_DIR/,
	);
});

test('a journal that cannot be written says where it is and what to set', async () => {
	const directory = await mkdtemp(path.join(tmpdir(), 'sfn-fix-'));
	const blocked = path.join(directory, 'file');
	await writeFile(blocked, '');
	await chmod(blocked, 0o600);
	const journal = openJournal(path.join(blocked, 'journal.jsonl'));

	await expect(journal.append(entryOf('a'))).rejects.toThrow(JournalError);
	await expect(journal.append(entryOf('a'))).rejects.toThrow(/journal\.jsonl .*SFN_FIX_STATE_DIR/);
});

test('it lives where the platform keeps state', () => {
	expect(journalPath({XDG_STATE_HOME: '/state'}, 'linux', '/home/jo')).toBe(
		'/state/sfn-fix/journal.jsonl',
	);
	expect(
		journalPath({SFN_FIX_STATE_DIR: '/mine', XDG_STATE_HOME: '/state'}, 'linux', '/home/jo'),
	).toBe('/mine/journal.jsonl');
	expect(journalPath({}, 'darwin', '/Users/jo')).toBe(
		'/Users/jo/.local/state/sfn-fix/journal.jsonl',
	);
	expect(journalPath({XDG_STATE_HOME: 'state'}, 'linux', '/home/jo')).toBe(
		'/home/jo/.local/state/sfn-fix/journal.jsonl',
	);
	expect(
		journalPath({LOCALAPPDATA: 'C:\\Users\\jo\\AppData\\Local'}, 'win32', 'C:\\Users\\jo'),
	).toBe('C:\\Users\\jo\\AppData\\Local\\sfn-fix\\journal.jsonl');
});

test('an entry is found by its id, and by the id of its change', () => {
	const entries = [entryOf('abc', {status: 'undone'}), entryOf('abc-2'), entryOf('abcdef')];
	expect(findEntry(entries, 'abc')?.id).toBe('abc-2');
	expect(findEntry(entries, 'abcdef')?.id).toBe('abcdef');
	expect(findEntry(entries, 'ab')).toBeNull();
});

test('the last change is one that stands', () => {
	const entries = [
		entryOf('a', {status: 'applied'}),
		entryOf('b', {status: 'undone'}),
		entryOf('c', {status: 'applied', undoes: 'b'}),
		entryOf('d', {status: 'failed'}),
	];
	expect(standingChanges(entries)[0]?.id).toBe('a');
	expect(standingChanges([])).toEqual([]);
});
