import {mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {keepRun} from '../../source/commands/interrupted-run.ts';
import {headLine, printLine} from '../../source/fleet/state.ts';

describe('a run over many state machines that is kept', () => {
	let folder = '';
	let told: string[] = [];

	beforeEach(() => {
		folder = mkdtempSync(path.join(tmpdir(), 'sfn-fix-kept-'));
		told = [];
	});

	afterEach(() => rmSync(folder, {recursive: true, force: true}));

	const begin = (isResumed = false, name = 'a') =>
		keepRun(folder, name, {judgedBy: '1', isResumed, tell: words => told.push(words)});
	const head = printLine(
		headLine({
			...{startedAt: Date.now(), accountId: '123456789012', region: 'eu-west-1', judgedBy: '1'},
		}),
	);
	const file = (name: string) => path.join(folder, 'check-all-a', name);

	/** As if the process that holds it were gone, and another had its number. */
	const kill = () => {
		const lock = file(readdirSync(file('.')).find(name => name.startsWith('writer.')) ?? '');
		const owner = JSON.parse(readFileSync(lock, 'utf8'));
		writeFileSync(lock, JSON.stringify({...owner, pid: 2 ** 22 + 1}));
	};

	it('is continued once the process is gone, and removed where it has ended', async () => {
		const first = await begin();
		first.write(head);
		first.write(printLine({key: 'k', answer: 1}).slice(0, -5));
		kill();
		const second = await begin(true);
		second.write(printLine({key: 'l', answer: 2}));

		expect([...(second.before?.answers ?? [])]).toEqual([]);
		expect(told).toEqual([]);
		kill();
		expect((await begin(true)).before?.answers).toEqual(new Map([['l', 2]]));
	});

	it('is left alone by one that runs at the same time, which says that it is not kept', async () => {
		const first = await begin();
		first.write(head);
		const second = await begin();
		second.write(printLine({key: 'k', answer: 1}));
		second.remove();

		expect([first.isKept(), second.isKept()]).toEqual([true, false]);
		expect(told).toEqual([
			'--resume will not continue this run: another sfn-fix checks this account and region and keeps its answers.',
		]);
		expect(readFileSync(file('run.jsonl'), 'utf8')).toBe(head);
		first.remove();
		expect(readdirSync(folder)).toEqual([]);
	});

	it('is not continued after six hours, and goes with the next run of any account', async () => {
		const first = await begin();
		first.write(head);
		const old = new Date(Date.now() - 7 * 60 * 60 * 1000);
		utimesSync(file('run.jsonl'), old, old);
		await begin(false, 'b');

		expect(readdirSync(folder)).toEqual(['check-all-b']);
	});
});
