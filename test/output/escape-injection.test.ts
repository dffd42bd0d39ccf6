import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {PassThrough, Readable} from 'node:stream';
import {afterAll, beforeAll, expect, it, vi} from 'vitest';
import {runCommandLine} from '../../source/commands/dispatch.ts';
import {isObject, parseJson} from '../../source/json.ts';
import type {PracticeAccount} from '../../source/practice/practice-account.ts';
import type {Scenario} from '../../source/practice/scenario.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import {namedBy, onScreens, play} from '../run/faces.tsx';
import {personOf} from '../run/person.ts';

/** A title, a colour, a cleared screen, overrides and what is invisible, ending in a sign that can be seen. */
const evil = '\u001B]0;x\u0007\u001B[31m\u009B2J\u202E\u2066\u200B\u007F\u0085¤';
const unsafe = /(?!\n)\p{Cc}|(?![\u200C\u200D])\p{Cf}/u;
/** Screens are made of escapes: these are none of theirs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal is told begins with one
const notOfScreens = /[\u009B\u202E\u2066\u200B\u007F\u0085]|\u001B\]0;x/u;

/** What people name and programs say; what ties one answer to another is left as it is. */
const free =
	/^(?:.*cause|.*error|.*errorMessage|.*message|reason|comment|sid|description|label|username|eventName|input|output|details|stoppedReason|worker.*|value|executionName|.*Text)$/i;

function spoiled(value: unknown, key = ''): unknown {
	if (typeof value === 'string') {
		const inner = /^\s*[{[]/.test(value) ? parseJson(value) : undefined;

		if (inner !== undefined && inner !== null) {
			return JSON.stringify(spoiled(inner));
		}

		return free.test(key) ? `${value}${evil}` : value;
	}

	if (Array.isArray(value)) {
		return value.map(one => spoiled(one, key));
	}

	return isObject(value)
		? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, spoiled(one, name)]))
		: value;
}

/** IAM's answers are XML, with the documents encoded; its tags are left out, since XML has no control characters. */
const spoiledXml = (text: string): string =>
	text.replaceAll(/(Document>)(%7B[^<]+)</gi, (_all, start, document) => {
		const parsed = parseJson(decodeURIComponent(document));
		return `${start}${encodeURIComponent(JSON.stringify(spoiled(parsed)))}<`;
	});

vi.mock(import('../../source/practice/practice-account.ts'), async original => {
	const {createPracticeAccount} = await original();

	return {
		createPracticeAccount(...given: Parameters<typeof createPracticeAccount>): PracticeAccount {
			const practice = createPracticeAccount(...given);
			const {requestHandler} = practice;

			return {
				...practice,
				requestHandler: {
					...requestHandler,
					async handle(request, options) {
						const {response} = await requestHandler.handle(request, options);
						const chunks: Buffer[] = [];

						for await (const chunk of response.body as Readable) {
							chunks.push(Buffer.from(chunk));
						}

						const text = Buffer.concat(chunks).toString();
						const json = parseJson(text);
						const changed = isObject(json) ? JSON.stringify(spoiled(json)) : spoiledXml(text);
						return {response: {...response, body: Readable.from([Buffer.from(changed)])}};
					},
				},
			};
		},
	};
});

let folder: string;

beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'sfn-fix-evil-'));
	vi.stubEnv('SFN_FIX_STATE_DIR', path.join(folder, 'state'));
});
afterAll(() => {
	vi.unstubAllEnvs();
	rmSync(folder, {recursive: true, force: true});
});

async function printedBy(...args: string[]): Promise<string> {
	const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
	stdin.end();
	const texts: string[] = [];
	stdout.on('data', chunk => texts.push(String(chunk)));
	await runCommandLine(args, {stdin, stdout, stderr});
	return `${texts.join('')}${stderr.read() ?? ''}`;
}

const expectSafe = (text: string) => {
	const at = unsafe.exec(text)?.index ?? -1;
	expect(at === -1 ? '' : JSON.stringify(text.slice(Math.max(0, at - 80), at + 20))).toBe('');
};

it.each([
	'express-level-error',
	'express-failed',
	'task-failed',
	'nested-denied',
	'boundary-denied',
	'managed-by-cloudformation',
])('%s: what AWS answers cannot reach the terminal, in no face and no output', async id => {
	const report = path.join(folder, `${id}.md`);
	const about = ['fix', '--practice', id, '--yes'];
	const text = await printedBy(...about, '--patch', 'terraform', '--report', report);
	expectSafe(text);
	expectSafe(existsSync(report) ? readFileSync(report, 'utf8') : '');
	expectSafe(await printedBy('check', '--practice', id, '--json'));
	expect(text).toContain('¤');
});

it('nor on the screens', async () => {
	const scenario = scenarios['task-failed'] as Scenario;
	const {printed} = await play(
		scenario,
		namedBy(scenario, scenario.account(0)),
		onScreens(personOf(scenario, 'all yes')),
	);
	const at = notOfScreens.exec(printed)?.index ?? -1;
	expect(at === -1 ? '' : JSON.stringify(printed.slice(Math.max(0, at - 80), at + 10))).toBe('');
	expect(printed).toContain('¤');
});

it.each([
	['check', `orders${evil}`, '--profile', `p${evil}`, '--region', 'eu-west-1'],
	['check', '--region', `eu${evil}`],
	['check', '--practice', evil],
	['check', '--practice', 'log-destination', '--flow', evil],
	['check', '--error-file', evil],
	['check', '--definition', evil],
	['check', '--practice', 'log-destination', '--report', `${evil}/x`],
	['check', '--endpoint-url', evil],
	['fix', '--apply', evil],
	['undo', evil],
	['history', evil],
	['triage', '--file', evil],
	['triage', `not authorized to perform: ${evil}`],
	['triage', '--json', `States.TaskFailed ${evil} is not authorized to perform: sqs:${evil}`],
	['flows', evil],
	[evil],
	[`--${evil}`],
])('what is given on the command line does not come back as an escape: %j', async (...args) => {
	expectSafe(await printedBy(...args));
});
