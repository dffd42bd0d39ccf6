import {execFile, spawnSync} from 'node:child_process';
import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, it, vi} from 'vitest';
import {rememberedNames, rememberNames} from '../../source/commands/remembered-names.ts';
import {runProgram} from '../support/run-program.ts';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');
const has = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

let folder: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
	folder = mkdtempSync(path.join(tmpdir(), 'sfn-fix-completion-'));
	mkdirSync(path.join(folder, 'bin'));
	symlinkSync(path.join(root, 'bin/sfn-fix.js'), path.join(folder, 'bin/sfn-fix'));
	writeFileSync(path.join(folder, 'template.yaml'), '');
	// Where every name is looked up: nothing listens, so that a call to AWS would be noticed.
	env = {
		PATH: `${path.join(folder, 'bin')}:${process.env.PATH}`,
		HOME: folder,
		TERM: 'xterm',
		SFN_FIX_STATE_DIR: path.join(folder, 'state'),
		AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
		AWS_REGION: 'eu-west-1',
	};
	vi.stubEnv('SFN_FIX_STATE_DIR', env.SFN_FIX_STATE_DIR ?? '');
	vi.stubEnv('AWS_ENDPOINT_URL', env.AWS_ENDPOINT_URL ?? '');
	vi.stubEnv('AWS_REGION', 'eu-west-1');
	vi.stubEnv('AWS_PROFILE', undefined);
	vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
	rememberNames('machines', ['orders', 'orders-archive', "joe's (old)"], {});
	rememberNames('machines', ['payments'], {region: 'us-east-1'});
	rememberNames('remedies', ['grant-log-delivery'], {});

	for (const shell of ['bash', 'zsh', 'fish']) {
		const {stdout} = await runProgram(['completion', shell]);
		writeFileSync(path.join(folder, `sfn-fix.${shell}`), stdout);
	}
});

afterAll(() => {
	vi.unstubAllEnvs();
	rmSync(folder, {recursive: true, force: true});
});

/** A line up to the cursor, and what can follow: all of it, or some of many. */
const lines: ReadonlyArray<readonly [line: string, candidates: string[], others?: 'and others']> = [
	['sfn-fix tri', ['triage']],
	['sfn-fix h', ['history', 'help']],
	['sfn-fix ord', ['orders', 'orders-archive']],
	['sfn-fix check ord', ['orders', 'orders-archive']],
	['sfn-fix fix orders-', ['orders-archive']],
	['sfn-fix check --region us-east-1 ', ['payments']],
	['sfn-fix check --def', ['--definition']],
	['sfn-fix check --pol', ['--policy']],
	['sfn-fix triage --ye', []],
	['sfn-fix undo --ye', ['--yes']],
	['sfn-fix fix orders --flow pass', ['pass-role-denied']],
	['sfn-fix fix orders --remedy ', ['grant-log-delivery']],
	['sfn-fix fix --region eu-west', ['eu-west-1', 'eu-west-2', 'eu-west-3']],
	['sfn-fix check --practice full', ['full-policy']],
	['sfn-fix demo pass', ['pass-role']],
	['sfn-fix flows log-d', ['log-destination-denied']],
	['sfn-fix help fl', ['flows']],
	['sfn-fix completion ', ['bash', 'fish', 'zsh']],
	['sfn-fix check --definition templ', ['template.yaml']],
	['sfn-fix fix ', ['orders', 'orders-archive'], 'and others'],
];

describe.runIf(has('bash'))('bash completes', () => {
	const linesOfBash = [
		...lines,
		['sfn-fix fix --region=eu-west-1 ord', ['orders', 'orders-archive']],
		['sfn-fix check --flow=pass', ['pass-role-denied']],
		['sfn-fix check joe', ["joe\\'s\\ \\(old\\)"]],
	] as const;
	let completed: string[][];

	beforeAll(async () => {
		// As readline does: words are broken at spaces and at equal signs.
		const script = `
			source '${path.join(folder, 'sfn-fix.bash')}'
			complete -p sfn-fix | grep -q _sfn_fix || exit 9
			while IFS= read -r line; do
				read -ra COMP_WORDS <<< "\${line//=/ = }"
				[[ $line == *' ' ]] && COMP_WORDS+=('')
				COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
				_sfn_fix
				printf '%s\\t' "\${COMPREPLY[@]}"
				printf '\\n'
			done
		`;
		const child = run('bash', ['--norc', '-c', script], {env, cwd: folder});
		child.child.stdin?.end(linesOfBash.map(([line]) => `${line}\n`).join(''));
		const {stdout, stderr} = await child;
		expect(stderr).toBe('');
		completed = stdout.split('\n').map(line => line.split('\t').filter(Boolean));
	}, 60_000);

	it.each(linesOfBash.map((each, index) => [each[0], index] as const))('%s', (_line, index) => {
		const [, candidates = [], others] = linesOfBash[index] ?? [];
		const found = completed[index];

		expect(others ? found : found?.toSorted()).toEqual(
			others ? expect.arrayContaining([...candidates]) : candidates.toSorted(),
		);
	});
});

describe.runIf(has('fish'))('fish completes', () => {
	it.each(lines)('%s', async (line, candidates, others) => {
		const {stdout, stderr} = await run(
			'fish',
			[
				'--no-config',
				'-c',
				`source ${path.join(folder, 'sfn-fix.fish')}; complete -C ${JSON.stringify(line)}`,
			],
			{env, cwd: folder},
		);
		const found = stdout.split('\n').flatMap(each => each.split('\t')[0] || []);

		expect(stderr).toBe('');
		expect(others ? found : found.toSorted()).toEqual(
			others ? expect.arrayContaining([...candidates]) : candidates.toSorted(),
		);
	});
});

describe.runIf(has('zsh'))('zsh completes', () => {
	it.each(lines)('%s', async (line, candidates, others) => {
		// The real completion system, without a terminal: what would be added is printed.
		const script = `
			zmodload zsh/zutil
			compdef() { :; }
			compset() { [[ $1 == -P ]] && PREFIX=\${PREFIX#*=}; }
			show() { local each; for each in "$@"; do [[ $each == "$PREFIX"* ]] && print -r -- $each; done; return 0; }
			compadd() { if [[ $1 == -a ]]; then show \${(P)2}; else shift; show "$@"; fi; }
			_describe() { [[ $1 == -o ]] && shift; show \${(@)\${(P)2}%%:*}; }
			_files() { show *(N); }
			source ${path.join(folder, 'sfn-fix.zsh')}
			words=(\${(z)LINE})
			[[ $LINE == *' ' ]] && words+=('')
			CURRENT=\${#words}
			PREFIX=\${words[CURRENT]}
			_sfn_fix
		`;
		const {stdout, stderr} = await run('zsh', ['-f', '-c', script], {
			env: {...env, LINE: line},
			cwd: folder,
		});
		const found = stdout.split('\n').filter(Boolean);

		expect(stderr).toBe('');
		expect(others ? found : found.toSorted()).toEqual(
			others ? expect.arrayContaining([...candidates]) : candidates.toSorted(),
		);
	});
});

describe('the names that are remembered', () => {
	it('are for their owner alone', () => {
		const files = readdirSync(env.SFN_FIX_STATE_DIR ?? '');
		expect(files).toHaveLength(3);

		for (const file of files) {
			expect(statSync(path.join(env.SFN_FIX_STATE_DIR ?? '', file)).mode & 0o777).toBe(0o600);
		}
	});

	it('are those of one account, profile and region', () => {
		expect(rememberedNames('machines', {})).toContain('orders');
		expect(rememberedNames('machines', {region: 'us-east-1'})).toEqual(['payments']);
		expect(rememberedNames('machines', {profile: 'other'})).toEqual([]);

		vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE');
		expect(rememberedNames('machines', {})).toEqual([]);
		vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
	});

	it('are forgotten after ten minutes', () => {
		vi.useFakeTimers({now: Date.now() + 11 * 60 * 1000});
		expect(rememberedNames('machines', {})).toEqual([]);
		vi.useRealTimers();
	});

	it('are none where the file is damaged', () => {
		rememberNames('remedies', ['x'], {profile: 'damaged'});
		const [file = ''] = readdirSync(env.SFN_FIX_STATE_DIR ?? '')
			.map(name => path.join(env.SFN_FIX_STATE_DIR ?? '', name))
			.filter(name => readFileSync(name, 'utf8').includes('"x"'));
		writeFileSync(file, '{"at": ');
		expect(rememberedNames('remedies', {profile: 'damaged'})).toEqual([]);
	});
});
