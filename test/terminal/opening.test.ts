import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {expect, it} from 'vitest';
import {logDestination} from '../../source/practice/scenarios/log-destination.ts';
import {startPracticeServer} from '../support/practice-server.ts';
import {openTerminal} from './terminal.ts';

it('the first frame waits for no answer of AWS, survives a smaller window, and Ctrl-C leaves nothing of it', async () => {
	const state = await mkdtemp(path.join(tmpdir(), 'sfn-fix-'));
	const server = await startPracticeServer(logDestination, undefined, ['GetCallerIdentity']);
	const terminal = openTerminal([], {env: {...server.env, SFN_FIX_STATE_DIR: state}});

	try {
		await terminal.seen(/Asking AWS who you are \.\.\. \d+ s\n.*Ctrl-C leave/);
		terminal.type('q\r');
		terminal.resize(50, 12);
		await terminal.seen(/Asking AWS who you are \.\.\. [1-9]\d* s/);
		terminal.press('ctrlC');

		expect(await terminal.exited).toBe(130);
		await terminal.flushed();
		expect(terminal.transcript().trim()).toBe('sfn-fix: Interrupted.');
		expect(server.calls.filter(call => /^(?:Put|Create|Update|Start)/.test(call))).toEqual([]);
	} finally {
		terminal.kill('SIGKILL');
		await server.stop();
		await rm(state, {recursive: true, force: true});
	}
});
