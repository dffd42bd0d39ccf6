import path from 'node:path';
import {type IPty, spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {withoutRail} from '../support/without-rail.ts';

export type Terminal = {
	/** What a person sees: the visible screen, without trailing blanks. */
	screen(): string;
	/** Everything since the start, scrollback included. */
	transcript(): string;
	type(text: string): void;
	press(key: keyof typeof keys): void;
	/** As a terminal sends it: bracketed where the program asked for that. */
	paste(text: string): void;
	resize(columns: number, rows: number): void;
	/** Resolves once the visible screen shows it. */
	seen(pattern: RegExp | string): Promise<void>;
	/** Everything that the program wrote, escapes included. */
	raw(): string;
	/** Resolves once the screen shows all that was written so far. */
	flushed(): Promise<void>;
	exited: Promise<number>;
	/** The signal that ended it; 0 for none. */
	killedBy: Promise<number>;
	kill(signal?: string): void;
	/** As when its window is closed. */
	close(): void;
};

export const keys = {
	enter: '\r',
	escape: '\u001B',
	up: '\u001B[A',
	down: '\u001B[B',
	backspace: '\u007F',
	ctrlC: '\u0003',
	ctrlU: '\u0015',
	ctrlD: '\u0004',
	tab: '\t',
} as const;

const program = path.resolve(import.meta.dirname, '../../bin/sfn-fix.js');
const patience = 20_000;

type Size = {columns?: number; rows?: number; env?: Record<string, string>; command?: string[]};

/** Runs the built program, or another command, in a real pseudo-terminal and reads its screen with a terminal emulator. */
export function openTerminal(
	args: string[],
	{columns = 100, rows = 30, env = {}, command}: Size = {},
): Terminal {
	const {
		CI: _ci,
		NO_COLOR: _noColor,
		FORCE_COLOR: _force,
		COLUMNS: _c,
		LINES: _l,
		...inherited
	} = process.env;
	const [file = process.execPath, ...rest] = command ?? [process.execPath, program];
	const pty: IPty = spawn(file, [...rest, ...args], {
		// It becomes TERM, whatever the environment says.
		name: env.TERM ?? 'xterm-256color',
		cols: columns,
		rows,
		env: {...inherited, ...env} as Record<string, string>,
	});
	const emulator = new xterm.Terminal({
		cols: columns,
		rows,
		allowProposedApi: true,
		scrollback: 5000,
	});
	const watchers = new Set<() => void>();
	let output = '';

	pty.onData(data => {
		output += data;
		emulator.write(data, () => {
			for (const look of watchers) {
				look();
			}
		});
	});
	// The emulator answers the program's questions about the terminal, as a real one does.
	emulator.onData(answer => pty.write(answer));

	const ended = new Promise<{exitCode: number; signal?: number}>(resolve => {
		pty.onExit(resolve);
	});
	// What was written last may not have been read yet.
	const exited = ended.then(
		({exitCode}) => new Promise<number>(resolve => emulator.write('', () => resolve(exitCode))),
	);

	const lines = (from: number, to: number) =>
		Array.from({length: to - from}, (_, index) =>
			withoutRail(
				emulator.buffer.active.getLine(from + index)?.translateToString(true) ?? '',
			).trimEnd(),
		);
	const screen = () => {
		const {baseY} = emulator.buffer.active;
		return lines(baseY, baseY + emulator.rows)
			.join('\n')
			.trimEnd();
	};
	const transcript = () => lines(0, emulator.buffer.active.length).join('\n').trimEnd();
	const shows = (pattern: RegExp | string) =>
		typeof pattern === 'string' ? screen().includes(pattern) : pattern.test(screen());

	return {
		screen,
		transcript,
		raw: () => output,
		type: text => pty.write(text),
		press: key => pty.write(keys[key]),
		paste(text) {
			const sent = text.replaceAll('\n', '\r');
			pty.write(emulator.modes.bracketedPasteMode ? `\u001B[200~${sent}\u001B[201~` : sent);
		},
		resize(newColumns, newRows) {
			pty.resize(newColumns, newRows);
			emulator.resize(newColumns, newRows);
		},
		async seen(pattern) {
			await new Promise<void>((resolve, reject) => {
				const look = () => {
					if (shows(pattern)) {
						finish(resolve);
					}
				};
				const timer = setTimeout(
					() => finish(() => reject(new Error(`${pattern} was not seen on:\n${screen()}`))),
					patience,
				);
				const finish = (end: () => void) => {
					clearTimeout(timer);
					watchers.delete(look);
					end();
				};

				watchers.add(look);
				look();
			});
		},
		flushed: () => new Promise(resolve => emulator.write('', resolve)),
		exited,
		killedBy: ended.then(({signal = 0}) => signal),
		kill: signal => pty.kill(signal),
		close: () => (pty as IPty & {destroy(): void}).destroy(),
	};
}
