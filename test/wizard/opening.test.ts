import {PassThrough, Writable} from 'node:stream';
import {stripVTControlCharacters} from 'node:util';
import {expect, onTestFinished, test, vi} from 'vitest';
import {startRun} from '../../source/run/run.ts';
import {showOpening} from '../../source/wizard/opening.tsx';
import {runWizard} from '../../source/wizard/run-wizard.tsx';
import {fakeServices, targetOf} from '../run/fakes.ts';

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
	const running = runWizard(run, {clock: services.clock, opening}, terminal);
	await vi.waitFor(() => expect(terminal.output()).toContain('Which state machine is failing?'));

	expect(run.state().step.name).toBe('pick-machine');
	expect(terminal.output().indexOf('Account 123456789012')).toBeLessThan(
		terminal.output().indexOf('Which state machine is failing?'),
	);
	stdin.write('\u0003');
	expect(await running).toBe(130);
});

const opened = async (keys: readonly string[], run = startRun(fakeServices().services, {})) => {
	const terminal = openTerminal();
	const opening = showOpening('Asking AWS who you are', {colour: false, painted: null}, terminal);
	await vi.waitFor(() => expect(terminal.output()).toContain('Ctrl-C leave'));

	for (const key of keys) {
		terminal.stdin.write(key);
		await turn();
	}

	const running = runWizard(run, {clock: fakeServices().services.clock, opening}, terminal);
	onTestFinished(async () => {
		terminal.stdin.write('\u0003');
		await running;
	});
	return {...terminal, run};
};

test('what is typed meanwhile is the filter of the first list, and Enter picks nothing of it', async () => {
	const {output, run} = await opened(['o', 'x', '\u007F', 'rd', '\r']);
	await vi.waitFor(() => expect(output()).toContain('Type to filter: ord_'));
	expect(run.state().step.name).toBe('pick-machine');
});

test('so is what is pasted', async () => {
	const arn = targetOf('orders').arn;
	const {output} = await opened([`\u001B[200~${arn}\u001B[201~`]);
	await vi.waitFor(() => expect(output()).toContain(`Type to filter: ${arn.slice(0, 20)}`));
});

test('an error that is pasted meanwhile is taken where a known state machine is asked about', async () => {
	const {services} = fakeServices();
	const run = startRun(services, {target: targetOf('orders')});
	const {output} = await opened(['\u001B[200~An error\rof two lines\u001B[201~', 'y'], run);
	await vi.waitFor(() => expect(output()).toContain('of two lines'));
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
