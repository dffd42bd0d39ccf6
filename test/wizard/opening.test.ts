import {PassThrough, Writable} from 'node:stream';
import {stripVTControlCharacters} from 'node:util';
import {expect, test, vi} from 'vitest';
import {startRun} from '../../source/run/run.ts';
import {showOpening} from '../../source/wizard/opening.tsx';
import {runWizard} from '../../source/wizard/run-wizard.tsx';
import {fakeServices} from '../run/fakes.ts';

function openTerminal() {
	let output = '';
	const write = (chunk: unknown, _encoding: unknown, done: () => void) => {
		output += stripVTControlCharacters(String(chunk));
		done();
	};
	const stdout = Object.assign(new Writable({decodeStrings: false, write}), {
		columns: 80,
		rows: 24,
		isTTY: true,
	});
	const stdin = Object.assign(new PassThrough(), {
		isTTY: true,
		setRawMode: vi.fn(),
		ref() {},
		unref() {},
	});
	return {stdin, stdout, output: () => output};
}

const turn = () => new Promise(resolve => setImmediate(resolve));

test('until the account is known nothing is answered, and then the question is that of the run', async () => {
	const terminal = openTerminal();
	const {stdin} = terminal;
	const opening = showOpening('Asking AWS who you are', {colour: false, painted: null}, terminal);
	await vi.waitFor(() => expect(terminal.output()).toContain('Ctrl-C leave'));

	for (const key of ['\r', 'y', 'q', '\r']) {
		stdin.write(key);
		await turn();
	}

	opening.tell('AWS limits the calls: waiting.');
	await vi.waitFor(() => expect(terminal.output()).toContain('AWS limits the calls'));
	const {services} = fakeServices();
	const run = startRun(services, {});
	const running = runWizard(run, {clock: services.clock, screens: opening.screens}, terminal);
	await vi.waitFor(() => expect(terminal.output()).toContain('Which state machine is failing?'));

	expect(run.state().step.name).toBe('pick-machine');
	expect(terminal.output().indexOf('Account 123456789012')).toBeLessThan(
		terminal.output().indexOf('Which state machine is failing?'),
	);
	stdin.write('\u0003');
	expect(await running).toBe(130);
});

test('Ctrl-C leaves while AWS is asked, and the frame goes', async () => {
	const terminal = openTerminal();
	const opening = showOpening('Asking AWS who you are', {colour: false, painted: null}, terminal);
	await vi.waitFor(() => expect(terminal.output()).toContain('Ctrl-C leave'));
	terminal.stdin.write('\u0003');
	await opening.left;
	opening.screens.close();
	await opening.screens.ended();
	expect(terminal.stdin.setRawMode).toHaveBeenLastCalledWith(false);
});
