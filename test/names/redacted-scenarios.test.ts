import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {PassThrough} from 'node:stream';
import {afterAll, afterEach, beforeAll, describe, expect, it, vi} from 'vitest';
import {flows} from '../../flows/index.ts';
import {runCommandLine} from '../../source/commands/dispatch.ts';
import {printNamesBy} from '../../source/names/printed-names.ts';
import type {Scenario} from '../../source/practice/scenario.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';

let folder: string;
let number = 0;

beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'sfn-fix-redact-'));
	vi.stubEnv('SFN_FIX_STATE_DIR', path.join(folder, 'state'));
});
afterEach(() => printNamesBy(null));
afterAll(() => {
	vi.unstubAllEnvs();
	rmSync(folder, {recursive: true, force: true});
});

async function printedBy(...args: string[]): Promise<string> {
	printNamesBy(null);
	const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
	stdin.end();
	const texts: string[] = [];
	stdout.on('data', chunk => texts.push(String(chunk)));
	await runCommandLine(args, {stdin, stdout, stderr});

	return `${texts.join('')}${stderr.read() ?? ''}`;
}

/** The report as well as what is printed. */
async function fixed(id: string, ...more: string[]): Promise<string> {
	number += 1;
	const file = path.join(folder, `${number}.md`);
	const shown = ['--patch', 'terraform', '--dry-run'];
	const printed = await printedBy('fix', '--practice', id, ...shown, '--report', file, ...more);
	return printed + (existsSync(file) ? readFileSync(file, 'utf8') : '');
}

const found = (text: string, pattern: RegExp): string[] =>
	[...new Set(text.match(pattern) ?? [])].sort();

const action =
	/(?<![\w:-])(?:logs|states|lambda|iam|sts|kms|ecs|events|s3|sqs|sns|dynamodb|xray|glue|batch|ec2):[A-Z]\w+\b/g;
const flowIds = new RegExp(`(?<![\\w-])(?:${flows.map(({id}) => id).join('|')})(?![\\w-])`, 'g');

function namesOf(scenario: Scenario): string[] {
	const {accountId, roles, stateMachines, logGroups, clusters} = scenario.account(Date.now());
	const named = [...roles, ...stateMachines, ...logGroups, ...clusters].map(({name}) => name);
	const functions = JSON.stringify(stateMachines).matchAll(/:function:([\w-]+)/g);

	return [accountId, ...named, ...[...functions].flatMap(([, name]) => name ?? [])];
}

describe('--redact on a practice scenario', () => {
	it.each(Object.values(scenarios))('leaves the words and takes the names of $id', async each => {
		const names = namesOf(each);
		const open = await fixed(each.id);
		const redacted = await fixed(each.id, '--redact');

		expect(found(redacted, action)).toEqual(found(open, action));
		expect(found(redacted, flowIds)).toEqual(found(open, flowIds));
		expect(names.filter(name => redacted.includes(name))).toEqual([]);
	});
});
