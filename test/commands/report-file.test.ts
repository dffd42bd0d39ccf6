import {existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {PassThrough} from 'node:stream';
import {afterAll, beforeAll, describe, expect, it, vi} from 'vitest';
import {runCommandLine} from '../../source/commands/dispatch.ts';
import {printNamesBy} from '../../source/names/printed-names.ts';
import {markdownFaults} from '../support/markdown.ts';

let folder: string;
let number = 0;

beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'sfn-fix-report-'));
	vi.stubEnv('SFN_FIX_STATE_DIR', path.join(folder, 'state'));
});

afterAll(() => {
	vi.unstubAllEnvs();
	rmSync(folder, {recursive: true, force: true});
});

async function run(...args: string[]) {
	const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
	stdin.end();
	stdout.resume();
	const status = await runCommandLine(args, {stdin, stdout, stderr});
	return {status, stderr: String(stderr.read() ?? '')};
}

async function reportOf(...args: string[]) {
	number += 1;
	const file = path.join(folder, `report-${number}.md`);
	const {status, stderr} = await run(...args, '--report', file);
	return {status, stderr, file, text: existsSync(file) ? readFileSync(file, 'utf8') : ''};
}

describe('the report of a practice scenario', () => {
	it.each([
		['demo log-destination', 0, ['Changes', 'Repeated', 'What to watch']],
		['demo pass-role', 0, ['Failure chain', 'Changes', 'Repeated']],
		['demo data-path', 0, ['Failure chain', 'Changes']],
		['demo definition-walk', 3, ['Evidence', 'Changes']],
		['demo boundary-denied', 1, ['Requests to others']],
		['check --practice full-policy', 1, ['Incident', 'Evidence']],
		['check --practice distributed-map-denied', 1, ['Failure chain']],
		['check --practice express-late-logs', 0, ['Evidence']],
		['fix --practice log-destination --dry-run', 1, ['Changes']],
	])('sfn-fix %s', async (args, status, sections) => {
		const {text, stderr, file, ...ended} = await reportOf(...args.split(' '));

		expect(ended.status).toBe(status);
		expect(stderr).toContain(`The report is in ${file}.`);
		expect(markdownFaults(text)).toEqual([]);
		expect(text).toMatch(/^\| Started \| \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC \|$/m);
		expect(text).toContain(`exit status ${status})`);

		for (const section of ['Summary', 'Incident', ...sections]) {
			expect(text).toMatch(new RegExp(`^## ${section}$`, 'm'));
		}
	});

	it('holds what was pasted, the diff, the command and the change id', async () => {
		const {text} = await reportOf('demo', 'log-destination');

		expect(text).toContain('not authorized to access the Log Destination');
		expect(text).toMatch(/^\+ .*"Sid": "StepFunctionsLogDelivery"/m);
		expect(text).toMatch(/^aws iam put-role-policy --role-name order-fulfillment-role/m);
		expect(text).toMatch(/^- Change id: `[0-9a-f]{12}`$/m);
		expect(text).toMatch(/^- Recorded: \d{4}-/m);
		expect(text).toMatch(/^- Outcome: applied, confirmed by AWS$/m);
		expect(text).toMatch(/^11 of 11 checks: ok\.$/m);
	});

	it('is for its owner alone', async () => {
		const {file} = await reportOf('check', '--practice', 'healthy');
		expect(statSync(file).mode & 0o777).toBe(0o600);
	});
});

describe('a report for somebody outside', () => {
	afterAll(() => printNamesBy(null));

	it('names no account and no resource with --redact', async () => {
		const {text} = await reportOf('check', '--practice', 'pass-role', '--redact');

		expect(text).toContain('## Failure chain');
		expect(text).not.toMatch(/123456789012|nightly-report|ecsTaskExecutionRole/);
	});
});

describe('a long text', () => {
	it('is cut with a word, and never in the middle of a secret', async () => {
		const secret = 'password=hunter2hunter2hunter2';
		const error = `States.TaskFailed ${'x'.repeat(9970)} ${secret} ${'y'.repeat(500)}`;
		const {text} = await reportOf('check', '--practice', 'healthy', '--error', error);

		expect(text).toMatch(/\[\d+ more characters are not shown\]/);
		expect(text).not.toContain('hunter');
	});
});

describe('a hostile text', () => {
	it.each([
		['a fence', '```\n# not a heading\n````\n~~~\n`'],
		['a table', 'a | b\n--- | ---\nc | d'],
		['HTML', '<script>alert(1)</script> <!-- <details>'],
		['a terminal', '\u001B[2J\u001B]0;owned\u0007 \u202Ereversed'],
	])('that holds %s stays within its block', async (_what, hostile) => {
		const error = `AccessDeniedException: ${hostile}\nis not authorized to perform: lambda:InvokeFunction`;
		const {text} = await reportOf('check', '--practice', 'healthy', '--error', error);

		expect(markdownFaults(text)).toEqual([]);
		expect(text).not.toMatch(/(?=[^\n])[\p{Cc}\u202A-\u202E]/u);
		expect(text.match(/^# .*$/gm)?.filter(line => line !== '# not a heading')).toHaveLength(1);
	});
});

describe('where the report cannot be written', () => {
	it('is said before anything is examined, where the file exists', async () => {
		const file = path.join(folder, 'mine.md');
		writeFileSync(file, 'mine');
		const {status, stderr} = await run('check', '--practice', 'healthy', '--report', file);

		expect(stderr).toBe(
			`sfn-fix: ${file} already exists, and a report never overwrites a file. Choose another name, or delete it.\n`,
		);
		expect(status).toBe(2);
		expect(readFileSync(file, 'utf8')).toBe('mine');
	});

	it('is said before anything is examined, where the folder does not exist', async () => {
		const file = path.join(folder, 'nowhere', 'report.md');
		const {status, stderr} = await run('check', '--practice', 'healthy', '--report', file);

		expect(stderr).toMatch(/there is no folder .*nowhere\.\n$/);
		expect(status).toBe(2);
	});

	it.runIf(existsSync('/proc/self'))(
		'is kept elsewhere, with the exit status of the run',
		async () => {
			const file = '/proc/sfn-fix-report.md';
			const {status, stderr} = await run('demo', 'log-destination', '--report', file);
			const [, kept = ''] = stderr.match(/It is in (.*)\.\n$/) ?? [];

			expect(stderr).toContain(`The report cannot be written to ${file}`);
			expect(status).toBe(0);
			expect(readFileSync(kept, 'utf8')).toContain('## Changes');
		},
	);

	it('is said where nothing was examined', async () => {
		const {status, stderr, text} = await reportOf('check', 'nowhere', '--practice', 'healthy');

		expect(stderr).toContain('No report was written, because nothing was examined.');
		expect([status, text]).toEqual([3, '']);
	});
});
