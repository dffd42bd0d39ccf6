import {chmod, mkdtemp, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {expect, it} from 'vitest';
import {sanitise} from '../../source/output/sanitise.ts';
import {runProgram} from '../support/run-program.ts';
import {schemaErrors} from '../support/schema.ts';

const evil = '\u001B[31m\u001B]0;x\u0007\u009B2J\u202Etxt.exe\u0085\u2066\u200B\u007F\nnew line';
/** What a terminal would obey or hide; newlines are the program's own. */
const unsafe = /(?!\n)\p{Cc}|\p{Cf}/u;

const entryOf = (given: object) => ({
	format: 2,
	id: 'a1',
	at: '2026-03-09T08:30:00.000Z',
	accountId: '123456789012',
	region: 'eu-central-1',
	identityArn: 'arn:aws:sts::123456789012:assumed-role/Engineer/jo',
	endpointUrl: null,
	remedyId: 'grant',
	run: 'r',
	change: {
		kind: 'role-inline-policy',
		action: 'create',
		roleName: 'orders-role',
		policyName: 'sfn-fix-permissions',
		before: null,
		after: '{"Version":"2012-10-17","Statement":[]}',
	},
	status: 'applied',
	undoes: null,
	revisionId: null,
	overwrote: null,
	error: null,
	...given,
});

async function stateWith(...lines: unknown[]): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'sfn-fix-'));
	const text = lines.map(line => (typeof line === 'string' ? line : JSON.stringify(line)));
	await writeFile(path.join(folder, 'journal.jsonl'), `${text.join('\n')}\n`);
	return folder;
}

const history = (state: string, ...args: string[]) =>
	runProgram(['history', ...args], {env: {SFN_FIX_STATE_DIR: state}});

it('lists the newest first, with its state, its identity and what it undoes', async () => {
	const state = await stateWith(
		entryOf({id: 'first', status: 'started'}),
		entryOf({id: 'second', status: 'unknown'}),
		entryOf({id: 'third', undoes: 'other', foundAt: '2026-03-09T09:00:00.000Z'}),
		entryOf({id: 'later', format: 9, change: {kind: 'bucket-policy'}}),
		'damaged',
	);
	const {stdout, stderr, status} = await history(state);

	expect(status).toBe(0);
	const lines = stdout.trim().split('\n');
	expect(lines.map(line => line.split(' ')[0])).toEqual(['later', 'third', 'second', 'first']);
	expect(lines[0]).toContain('written by a later version');
	expect(lines[1]).toMatch(/undo of other.*\(found in the account at 2026-03-09 09:00:00 UTC\)$/);
	expect(lines[2]).toContain('unknown');
	expect(lines[3]).toMatch(/interrupted .*by assumed-role\/Engineer\/jo$/);
	expect(stderr).toContain('Skipped 1 line of the journal');
});

it('shows one in full, with its diff and command', async () => {
	const state = await stateWith(entryOf({id: 'first'}), entryOf({id: 'second'}));
	const {stdout} = await history(state, 'first');

	expect(stdout).toMatch(/^change +first\nstate +applied\n/);
	expect(stdout).toContain('arn:aws:sts::123456789012:assumed-role/Engineer/jo');
	expect(stdout).toContain('+ ');
	expect(stdout).toContain('aws iam put-role-policy');
	expect((await history(state, 'none')).status).toBe(2);
});

it('lets nothing through that a terminal would obey, in no form', async () => {
	const change = {
		...entryOf({}).change,
		roleName: evil,
		policyName: evil,
		after: JSON.stringify({a: evil}),
	};
	const state = await stateWith(
		entryOf({
			id: 'bad',
			change,
			identityArn: evil,
			error: evil,
			region: evil,
			remedyId: evil,
			overwrote: {text: evil},
		}),
		entryOf({id: 'worse', format: 9, status: evil, change: {kind: evil}}),
	);

	for (const args of [[], ['bad'], ['worse'], ['--json'], ['bad', '--json']]) {
		const {stdout, stderr} = await history(state, ...args);
		expect(unsafe.exec(stdout + stderr), args.join(' ')).toBeNull();
	}

	expect((await history(state)).stdout.trim().split('\n')).toHaveLength(2);
	const report = JSON.parse((await history(state, '--json')).stdout);
	expect(report.changes[0].identityArn).toBe(sanitise(evil));
	expect(schemaErrors('history', report)).toEqual([]);
});

it('a journal that cannot be read is no fault of the program', async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'sfn-fix-'));
	const {stderr, status} = await history(path.join(folder));
	expect({stderr, status}).toEqual({stderr: '', status: 0});
	const state = await stateWith(entryOf({}));
	const file = path.join(state, 'journal.jsonl');
	await chmod(file, 0o000);

	// Nothing is forbidden to root.
	if ((await stat(file)).uid !== 0) {
		expect((await history(state)).stderr).toContain('cannot be read');
	}
});
