import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {PassThrough} from 'node:stream';
import {afterAll, beforeAll, expect, it, vi} from 'vitest';
import {runCommandLine} from '../../source/commands/dispatch.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import {markdownFaults} from '../support/markdown.ts';
import {schemaErrors} from '../support/schema.ts';

let folder: string;

beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'sfn-fix-report-'));
	vi.stubEnv('SFN_FIX_STATE_DIR', path.join(folder, 'state'));
});

afterAll(() => {
	vi.unstubAllEnvs();
	rmSync(folder, {recursive: true, force: true});
});

/** One run, as both tell it. */
async function told(command: string, id: string, ...more: string[]) {
	const file = path.join(folder, `${command}-${id}.md`);
	const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
	stdin.end();
	stderr.resume();
	const texts: string[] = [];
	stdout.on('data', chunk => texts.push(String(chunk)));
	const args = [command, '--practice', id, '--json', '--report', file, ...more];
	await runCommandLine(args, {stdin, stdout, stderr});
	return {json: JSON.parse(texts.join('')), report: readFileSync(file, 'utf8')};
}

/** As it reads, whatever marks it up. */
const plain = (text: string): string =>
	text.replaceAll('&amp;', '&').replaceAll('\\', '').replaceAll('`', '').replaceAll(/\s+/g, ' ');

const time = (iso: unknown): string => String(iso).slice(0, 19).replace('T', ' ');

type Json = ReturnType<typeof JSON.parse>;

/** Long texts are cut in a ticket, with a word. */
const start = (text: unknown): string => String(text).slice(0, 150);

const pieceFacts = (piece: Json): unknown[] =>
	piece === null || piece === undefined
		? []
		: [
				piece.title,
				piece.unavailable,
				...piece.findings,
				...piece.notes,
				...piece.read,
				...piece.commands,
			];

const textsOf = (value: Json): string[] =>
	typeof value === 'string' ? [value] : Object.values(Object(value) as object).flatMap(textsOf);

/** Everything that the JSON states and a person could miss. */
function factsOf(json: Json): string[] {
	const {subject, facts, failure, evidence, groups, window, checks, remedies, requests} = json;
	const {logs, changes, decoded, proof} = evidence;
	const links: Json[] = failure?.chain ?? [];

	return [
		subject.stateMachineArn,
		subject.executionArn,
		subject.roleArn,
		subject.logGroupArn,
		subject.accountId,
		...textsOf(facts),
		...json.mismatches,
		...json.reasons,
		json.execution?.message,
		...links.flatMap(link => [link.state, link.error]),
		start(links.at(-1)?.cause ?? ''),
		...(failure
			? [failure.startedAt, failure.stoppedAt, links.at(-1)?.at].filter(Boolean).map(time)
			: []),
		...(failure?.mapRuns ?? []).flatMap((run: Json) => [
			run.arn,
			run.status,
			...run.groups.map(({root, error}: Json) => root?.error ?? error),
		]),
		...[logs, changes, decoded].flatMap(pieceFacts),
		logs?.logGroup,
		...(logs?.streams ?? []),
		logs?.filter,
		...(logs?.lines ?? []).map(({text}: Json) => start(text)),
		...(changes?.events ?? []).flatMap(({name, who, on}: Json) => [name, who, on]),
		...textsOf(decoded?.message ?? {}),
		...(proof ? [...proof.findings, ...proof.notes, proof.unavailable] : []),
		...(groups ?? []).flatMap((group: Json) => [
			String(group.count),
			group.state,
			group.error,
			group.action,
			group.action === null ? start(group.message ?? '') : null,
			group.executionArn.split(':').at(-1),
			time(group.first),
			time(group.last),
		]),
		...(window ? [time(window.since), time(window.until), ...window.unread, ...window.notes] : []),
		...checks.flatMap((check: Json) => [check.answer, check.outcome === 'ok' ? null : check.title]),
		...remedies.flatMap((remedy: Json) => [
			remedy.title,
			remedy.id,
			remedy.why,
			remedy.widens,
			...remedy.changes.map(({target}: Json) => target),
		]),
		...requests.flatMap((request: Json) => [request.to, request.text.split('\n')[0]]),
		...json.applied.flatMap(({changeId, message}: Json) => [changeId, message]),
		...json.changes.flatMap(({target, command}: Json) => [
			target,
			command.split('\n').length > 40 ? null : command,
		]),
		...[json.retried, json.groupRetried].flatMap(each =>
			each ? [each.title, each.message, each.executionArn] : [],
		),
	].filter(fact => typeof fact === 'string' && fact !== '') as string[];
}

const missing = (json: Json, report: string): string[] => {
	const text = plain(report);
	return [...new Set(factsOf(json))].filter(fact => !text.includes(plain(fact).trim()));
};

/** A token of the JSON that is no word. */
const tokens = /\b(?:not-retried|still-running|not-visible|not-written|no-verdict|not-a-fault)\b/;

it.each(Object.keys(scenarios))('the report of a fix of %s holds what its JSON holds', async id => {
	const {json, report} = await told('fix', id, '--yes', '--retry');
	expect(missing(json, report)).toEqual([]);
	expect(schemaErrors('check', json)).toEqual([]);
	expect(markdownFaults(report)).toEqual([]);
	expect(report).not.toMatch(tokens);
});

// The schema asks for a reason wherever there is no verdict.
it('a check without a verdict says why', async () => {
	const {json, report} = await told('check', 'young-role');
	expect(json.verdict).toBe('no-verdict');
	expect(json.reasons).toEqual([expect.stringMatching(/^why the call of the pasted error failed/)]);
	expect(missing(json, report)).toEqual([]);
});

it.each(['many-failures', 'distributed-map-denied', 'action-denied', 'explicit-deny-task'])(
	'that of a check of %s as well',
	async id => {
		const {json, report} = await told('check', id, '--since', '2h');
		expect(missing(json, report)).toEqual([]);
		expect(report).not.toMatch(tokens);
	},
);
