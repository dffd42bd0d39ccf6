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
	mkdirSync(path.join(folder, '.aws'));
	writeFileSync(
		path.join(folder, '.aws/config'),
		'[default]\n[profile prod]\n[profile production]\n',
	);
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
type Typed = {line: string; candidates: readonly string[]; others?: true};

const lines: readonly Typed[] = [
	{line: 'sfn-fix tri', candidates: ['triage']},
	{line: 'sfn-fix h', candidates: ['history', 'help']},
	{line: 'sfn-fix ord', candidates: ['orders', 'orders-archive']},
	{line: 'sfn-fix check ord', candidates: ['orders', 'orders-archive']},
	{line: 'sfn-fix fix orders-', candidates: ['orders-archive']},
	{line: 'sfn-fix check --region us-east-1 ', candidates: ['payments']},
	{line: 'sfn-fix check --def', candidates: ['--definition']},
	{line: 'sfn-fix check --pol', candidates: ['--policy']},
	{line: 'sfn-fix triage --ye', candidates: []},
	{line: 'sfn-fix undo --ye', candidates: ['--yes']},
	{line: 'sfn-fix check --profile pro', candidates: ['prod', 'production']},
	{line: 'sfn-fix fix orders --patch s', candidates: ['sam', 'serverless']},
	{line: 'sfn-fix fix orders --flow pass', candidates: ['pass-role-denied']},
	{line: 'sfn-fix fix orders --remedy ', candidates: ['grant-log-delivery']},
	{line: 'sfn-fix fix --region eu-west', candidates: ['eu-west-1', 'eu-west-2', 'eu-west-3']},
	{line: 'sfn-fix check --practice full', candidates: ['full-policy']},
	{line: 'sfn-fix demo pass', candidates: ['pass-role']},
	{line: 'sfn-fix flows log-d', candidates: ['log-destination-denied']},
	{line: 'sfn-fix help fl', candidates: ['flows']},
	{line: 'sfn-fix completion ', candidates: ['bash', 'fish', 'zsh']},
	{line: 'sfn-fix check --definition templ', candidates: ['template.yaml']},
	{line: 'sfn-fix fix ', candidates: ['orders', 'orders-archive'], others: true},
];

describe.runIf(has('bash'))('bash completes', () => {
	const linesOfBash: readonly Typed[] = [
		...lines,
		{line: 'sfn-fix fix --region=eu-west-1 ord', candidates: ['orders', 'orders-archive']},
		{line: 'sfn-fix check --flow=pass', candidates: ['pass-role-denied']},
		{line: 'sfn-fix check joe', candidates: ["joe\\'s\\ \\(old\\)"]},
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
		child.child.stdin?.end(linesOfBash.map(({line}) => `${line}\n`).join(''));
		const {stdout, stderr} = await child;
		expect(stderr).toBe('');
		completed = stdout.split('\n').map(line => line.split('\t').filter(Boolean));
	}, 60_000);

	it.each(linesOfBash)('$line', ({line, candidates, others}) => {
		const found = completed[linesOfBash.findIndex(each => each.line === line)];

		expect(others ? found : found?.toSorted()).toEqual(
			others ? expect.arrayContaining([...candidates]) : candidates.toSorted(),
		);
	});
});

describe.runIf(has('fish'))('fish completes', () => {
	it.each(lines)('$line', async ({line, candidates, others}) => {
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
	it.each(lines)('$line', async ({line, candidates, others}) => {
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
