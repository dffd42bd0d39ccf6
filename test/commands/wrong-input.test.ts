import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {PassThrough} from 'node:stream';
import {afterAll, beforeAll, describe, expect, it, vi} from 'vitest';
import {runCommandLine} from '../../source/commands/dispatch.ts';

let stateFolder: string;

beforeAll(() => {
	stateFolder = mkdtempSync(path.join(tmpdir(), 'sfn-fix-wrong-input-'));
	vi.stubEnv('SFN_FIX_STATE_DIR', stateFolder);
});

afterAll(() => {
	vi.unstubAllEnvs();
	rmSync(stateFolder, {recursive: true, force: true});
});

/** The whole program but for the process: no terminal, nothing on standard input. */
async function run(args: readonly string[]) {
	const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
	stdin.end();
	const status = await runCommandLine(args, {stdin, stdout, stderr});

	return {status, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '')};
}

type Wrong = readonly [args: string, sentence: string];

/** Arguments are separated by single spaces; `_` stands for a space within one. */
const argumentsOf = (args: string): string[] =>
	args === '' ? [] : args.split(' ').map(each => each.replaceAll('_', ' '));

const mistypedCommands: Wrong[] = [
	['chekc', 'Unknown command "chekc". Did you mean sfn-fix check?'],
	['chek', 'Did you mean sfn-fix check?'],
	['Check', 'Did you mean sfn-fix check?'],
	['checks orders', 'Did you mean sfn-fix check?'],
	['chekc --region eu-west-1', 'Did you mean sfn-fix check?'],
	['chekc --help', 'Did you mean sfn-fix check?'],
	['fxi', 'Did you mean sfn-fix fix?'],
	['traige', 'Did you mean sfn-fix triage?'],
	['triag some_text', 'Did you mean sfn-fix triage?'],
	['histroy', 'Did you mean sfn-fix history?'],
	['hist', 'Did you mean sfn-fix history?'],
	['undoo', 'Did you mean sfn-fix undo?'],
	['dmeo', 'Did you mean sfn-fix demo?'],
	['flow', 'Did you mean sfn-fix flows?'],
	['permission', 'Did you mean sfn-fix permissions?'],
	['perm', 'Unknown command "perm". Did you mean sfn-fix permissions?'],
	['version', 'Did you mean sfn-fix --version?'],
	['hlep fix', 'Did you mean sfn-fix help?'],
	['chekc', '(For a state machine of this name: sfn-fix -- chekc)'],
	['list flows', 'The command comes first: sfn-fix flows list.'],
	['orders check', 'The command comes first: sfn-fix check orders.'],
	['show me', 'Unknown command "show". sfn-fix --help lists the commands'],
	['help fixx', 'Did you mean sfn-fix help fix?'],
	['help nonsense', 'Unknown command "nonsense". sfn-fix help lists the commands.'],
	['demo --list --guided', 'demo --list lists every scenario: leave out --guided.'],
	['help fix check', 'Too many arguments (expected 1, got 2).'],
	['permissions fxi', '"fxi" is neither a command nor a flow. Did you mean fix?'],
	['permissions log-destination-denid', 'Did you mean log-destination-denied?'],
	['permissions qqqq', '"qqqq" is neither a command nor a flow. sfn-fix flows lists the flows.'],
	['permissions check fix', 'Too many arguments (expected 1, got 2).'],
	['help fix --json', '--json does not apply to sfn-fix help'],
];

const mistypedOptions: Wrong[] = [
	['check orders --jsn', 'Unknown option --jsn. Did you mean --json?'],
	['check orders --regoin eu-west-1', 'Did you mean --region?'],
	['check orders --regoin=eu-west-1', 'Unknown option --regoin. Did you mean --region?'],
	['--profil prod', 'Did you mean --profile?'],
	['check orders --JSON', 'Did you mean --json?'],
	['check orders -json', 'Unknown option -json. Did you mean --json?'],
	['check orders -region eu-west-1', 'Unknown option -region. Did you mean --region?'],
	['fix orders --dryrun', 'Did you mean --dry-run?'],
	['fix orders --dry', 'Did you mean --dry-run?'],
	['fix orders --readonly', 'Did you mean --read-only?'],
	['check --loggroup x', 'Unknown option --loggroup. Did you mean --log-group?'],
	['check --log-gruop x', 'Did you mean --log-group?'],
	['check --endpoint http://localhost:4566', 'Did you mean --endpoint-url?'],
	['demo --lst', 'Did you mean --list?'],
	['check --frobnicate', 'Unknown option --frobnicate. See sfn-fix check --help.'],
	['--frobnicate', 'Unknown option --frobnicate. See sfn-fix --help.'],
	['check -x', 'Unknown option -x. See sfn-fix check --help.'],
	['--V', 'Unknown option --V. See sfn-fix --help.'],
	['triage --yse', 'Did you mean --yes?'],
	[
		'triage -_AccessDenied',
		'A text that begins with "-" comes after "--": sfn-fix triage -- "TEXT".',
	],
];

const foreignOptions: Wrong[] = [
	['triage --yes', '--yes does not apply to sfn-fix triage; it is an option of'],
	['check orders --yes', '--yes does not apply to sfn-fix check'],
	['check orders --retry', 'it is an option of sfn-fix fix.'],
	['history --list', 'it is an option of sfn-fix demo.'],
	['orders --json', '--json does not apply to the wizard'],
	['flows --error x', 'it is an option of sfn-fix check, sfn-fix fix and the wizard.'],
	['undo --dry-run', '--dry-run does not apply to sfn-fix undo'],
	['demo --practice healthy', '--practice does not apply to sfn-fix demo'],
	['check orders --sarif', '--sarif needs --definition FILE or --all.'],
	['check orders --policy p.json', '--policy needs --definition FILE.'],
	['check --all --role r', 'leave out --role.'],
	['check --all orders', 'leave out orders.'],
	['check --all --json', 'or use --jsonl.'],
	['check --all --profile ,', '--profile names no profile.'],
	['check --all --definition x.json', 'leave out --all.'],
	['check --definition x.json --error x', 'leave out --error.'],
	['check --definition x.json --jsonl', 'leave out --jsonl.'],
	['check --definition x.json --resume', 'leave out --resume.'],
	['check --definition x.json --endpoint-url http://localhost:1', 'leave out --endpoint-url.'],
	['demo healthy --json', 'demo prints JSON with --list only.'],
	['demo healthy --list', 'leave out "healthy".'],
];

const values: Wrong[] = [
	['check orders --region', '--region needs a value: --region REGION.'],
	['check orders --region --json', '--region needs a value: --region REGION (a value that'],
	['check orders --region=', '--region needs a value'],
	['check orders --region eu-west-1 --region us-east-1', '--region was given more than once.'],
	['check orders --profile a --profile a', '--profile was given more than once.'],
	[
		'check orders --region frankfurt',
		'"frankfurt" is no value for --region; an example: --region eu-west-1.',
	],
	['check orders --region EU-WEST-1', 'an example: --region eu-west-1.'],
	['check orders --region eu-west-1,us-east-1', 'Several regions need --all'],
	['undo --profile a,b', 'Several profiles need --all: sfn-fix check --all --profile a,b. Oth'],
	['fix --profile a,b --redact', 'sfn-fix check --all. Otherwise name one profile.'],
	['--profile a,b --region eu-west-1,us-east-1', 'check --all --profile a,b --region eu-west-1,us'],
	[
		'check orders --endpoint-url localhost:4566',
		'an example: --endpoint-url http://localhost:4566.',
	],
	['check orders --json=yes', '--json takes no value; leave out "=yes".'],
	['check orders --flow', '--flow needs a value: --flow ID.'],
	[
		'check orders --flow log-destination',
		'Unknown flow "log-destination". Did you mean log-destination-denied?',
	],
	['fix orders --flow pass-role', 'Did you mean pass-role-denied?'],
	['check orders --flow nonsense', 'Unknown flow "nonsense". sfn-fix flows lists them.'],
	['check --practice full-polcy', 'Unknown scenario "full-polcy". Did you mean full-policy?'],
	['check --practice constructor', 'Unknown scenario "constructor".'],
	['check orders --error _', 'The error text is empty'],
	['check orders --error x --error-file y', 'not with both.'],
	['check orders --error-file /nowhere/error.txt', 'there is no such file.'],
	['triage text --file x', 'not both.'],
];

const operands: Wrong[] = [
	['flows log-destination', 'Unknown flow "log-destination". Did you mean log-destination-denied?'],
	['flows pass-role-deneid', 'Did you mean pass-role-denied?'],
	['flows nonsense', 'sfn-fix flows lists them.'],
	['flows a b', 'Too many arguments (expected 1, got 2).'],
	['demo log-role', 'Unknown scenario "log-role". Did you mean'],
	['demo log-destinaton', 'Did you mean log-destination?'],
	['demo nonsense', 'sfn-fix demo --list lists them.'],
	['history foo', 'Unknown change "foo". sfn-fix history lists the changes.'],
	['history a b', 'Too many arguments'],
	['completion', 'Which shell? sfn-fix completion bash, zsh or fish.'],
	['completion zhs', 'Unknown shell "zhs". Did you mean zsh?'],
	['completion tcsh', 'Unknown shell "tcsh".'],
	['completion bash --json', '--json does not apply to sfn-fix completion'],
	['completoin bash', 'Did you mean sfn-fix completion?'],
	['undo a b', 'Too many arguments'],
	[
		'check orders payments',
		'Too many arguments (expected 1, got 2). Leave out "payments", or quote a text that contains spaces.',
	],
	['check or;ders --practice healthy', 'names no state machine'],
	['check', 'Which state machine?'],
	['triage', 'The text is empty'],
	['', 'The wizard needs a terminal'],
	['orders', 'The wizard needs a terminal'],
	['-- chekc', 'The wizard needs a terminal'],
	['-- check', 'The wizard needs a terminal'],
];

describe('wrong input ends with status 2 and one line that names the way out', () => {
	it.each([...mistypedCommands, ...mistypedOptions, ...foreignOptions, ...values, ...operands])(
		'sfn-fix %s: %s',
		async (args, sentence) => {
			const {status, stdout, stderr} = await run(argumentsOf(args));

			expect(stderr).toContain(sentence);
			expect(status).toBe(2);
			expect(stderr).toMatch(/^sfn-fix: .+[.?)]\n$/);
			expect(stderr).not.toMatch(/\bat .+:\d+:\d+|fault of sfn-fix/);

			if (!args.includes('--json')) {
				expect(stdout).toBe('');
			}
		},
	);
});

describe('help and version', () => {
	it.each([
		['help', 'sfn-fix check'],
		['-h', 'sfn-fix check'],
		['--help', 'sfn-fix check'],
		['help fix', '--remedy'],
		['fix -h', '--remedy'],
		['fix help', '--remedy'],
		['help help', 'sfn-fix help [command]'],
		['-v', '0.'],
		['-V', '0.'],
		['--version', '0.'],
	])('sfn-fix %s', async (args, text) => {
		const {status, stdout, stderr} = await run(argumentsOf(args));

		expect(stdout).toContain(text);
		expect([status, stderr]).toEqual([0, '']);
	});
});

describe('what has no effect is said', () => {
	it.each([
		['flows --region eu-west-1', '--region has no effect: sfn-fix flows does not call AWS.'],
		['history --profile prod --region eu-west-1', '--profile, --region has no effect'],
		[
			'demo healthy --profile prod',
			'--profile has no effect: the practice account is used, not AWS.',
		],
	])('sfn-fix %s', async (args, sentence) => {
		const {status, stderr} = await run(argumentsOf(args));

		expect(stderr).toContain(sentence);
		expect(status).toBe(0);
	});
});

it('takes state machine and error from the scenario where --practice stands alone', async () => {
	const {status, stdout} = await run(['check', '--practice', 'full-policy']);

	expect(stdout).toContain('resource policies are full');
	expect(status).toBe(1);
});

it('names the state machines that are spelt alike', async () => {
	const {status, stderr} = await run(['check', 'ordr-fulfillment', '--practice', 'healthy']);

	expect(stderr).toContain('Did you mean order-fulfillment?');
	expect(status).toBe(3);
});

it('offers the remedies that there are for one that nobody offers', async () => {
	const {status, stderr} = await run(
		argumentsOf('fix order-fulfillment --practice healthy --remedy x --yes'),
	);

	expect(stderr).toContain('offers the remedy "x"');
	expect(status).toBe(2);
});
