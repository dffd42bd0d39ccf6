import {PassThrough, Writable} from 'node:stream';
import xterm from '@xterm/headless';
import {expect, onTestFinished, vi} from 'vitest';
import type {ExitStatus} from '../../source/exit-status.ts';
import {startRun} from '../../source/run/run.ts';
import type {RunOptions, RunServices} from '../../source/run/services.ts';
import {runWizard} from '../../source/wizard/run-wizard.tsx';
import {withoutRail} from '../support/without-rail.ts';

const keys: Record<string, string> = {
	'⏎': '\r',
	'↑': '\u001B[A',
	'↓': '\u001B[B',
	Esc: '\u001B',
	PgDn: '\u001B[6~',
	End: '\u001B[F',
	Home: '\u001B[H',
	'←': '\u001B[D',
	'→': '\u001B[C',
	'⌫': '\u007F',
	'^C': '\u0003',
	'^U': '\u0015',
};

type Size = {columns?: number; rows?: number};

/** A terminal emulator, so that a test sees what a person would. */
export function openEmulator({columns = 100, rows = 30}: Size = {}) {
	const term = new xterm.Terminal({cols: columns, rows, scrollback: 5000, allowProposedApi: true});
	const raw: string[] = [];
	const stdout = Object.assign(
		new Writable({
			decodeStrings: false,
			write(chunk: string, _encoding, done) {
				raw.push(String(chunk));
				term.write(String(chunk).replaceAll('\n', '\r\n'), done);
			},
		}),
		{columns, rows, isTTY: true},
	);
	const stdin = Object.assign(new PassThrough(), {
		isTTY: true,
		setRawMode: vi.fn(),
		ref() {},
		unref() {},
	});

	return {term, stdin, stdout, raw: () => raw.join('')};
}

/** Runs the wizard against a terminal emulator. */
export function openWizard(
	services: RunServices,
	{colour, ...options}: RunOptions & {colour?: boolean} = {},
	size: Size = {},
) {
	const {term, stdin, stdout, raw} = openEmulator(size);
	let status: ExitStatus | null = null;
	const running = runWizard(
		startRun(services, options),
		{clock: services.clock, ...(colour !== undefined && {colour})},
		{stdin, stdout},
	).then(result => {
		status = result;
		return result;
	});

	onTestFinished(async () => {
		if (status === null) {
			stdin.write('\u0003');
			stdin.write('\u0003');
			await running;
		}
	});

	/** Everything on the screen and in the scrollback. */
	const all = () => linesFrom(term, 0).join('\n');
	/** What stands on the screen now. */
	const screen = () => linesFrom(term, term.buffer.active.baseY).join('\n');
	/** The live part: from the last line that names the account. */
	const live = () => {
		const lines = screen().trimEnd().split('\n');
		return lines.slice(lines.findLastIndex(line => line.startsWith('Account 123456789012  ')));
	};

	return {
		all,
		screen,
		live,
		stdin,
		raw,
		exited: () => running,
		isOver: () => status !== null,
		resize(size: {columns: number; rows: number}) {
			term.resize(size.columns, size.rows);
			Object.assign(stdout, size);
			stdout.emit('resize');
		},
		/** Types named keys or characters, one event each. */
		async press(...pressed: string[]) {
			for (const key of pressed) {
				stdin.write(keys[key] ?? key);
				await new Promise(resolve => setImmediate(resolve));
			}
		},
		/** As a terminal with bracketed paste sends it. */
		paste(text: string) {
			stdin.write(`\u001B[200~${text.replaceAll('\n', '\r')}\u001B[201~`);
		},
		/** Waits until the live part of the screen shows it. */
		asked: (text: string) =>
			vi.waitFor(() => expect(live().join('\n')).toContain(text), {timeout: 5000, interval: 10}),
		/** Waits until it stands anywhere in the transcript. */
		seen: (text: string) =>
			vi.waitFor(() => expect(all()).toContain(text), {timeout: 5000, interval: 10}),
	};
}

function linesFrom(term: InstanceType<typeof xterm.Terminal>, from: number): string[] {
	const {active} = term.buffer;

	return Array.from({length: active.length - from}, (_, index) => {
		const line = active.getLine(from + index);
		return withoutRail(line?.translateToString(true) ?? '');
	});
}
