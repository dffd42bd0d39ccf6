import process from 'node:process';
import {stripVTControlCharacters} from 'node:util';
import {type FrameSize, sizeOf} from './components/frame-size.ts';

type Output = NodeJS.WritableStream & Partial<FrameSize>;

/** What stands on the screen before Ink draws. */
export type PaintedFrame = {
	/** Takes it from the screen, once. */
	erase(): void;
};

/** The terminal's window as the screens see it. */
export type TerminalWindow = {
	/** What Ink writes to: it has the size that the frame is drawn for, and reports no resize. */
	stdout: NodeJS.WriteStream;
	size(): FrameSize;
	/** False while a change of size is not drawn yet: what is typed then answers no question. */
	isSettled(): boolean;
	subscribe(listener: () => void): () => void;
	/** How many rows the frame takes in so many columns. */
	measure(rowsIn: (columns: number) => number): void;
	close(): void;
};

/** Somebody who drags the border of a window sends many sizes. */
const settleMilliseconds = 40;

/**
 * Draws the frame anew once the window has another size. Ink takes its last frame back row by row; the terminal has
 * wrapped those rows by then, and the question would be drawn over. So the frame is taken back here, as high as it
 * has become, and Ink begins with none. `forget` makes Ink forget it, writing nothing that matters.
 */
export function openWindow(
	output: Output,
	{forget, painted}: {forget(): void; painted: PaintedFrame | null},
): TerminalWindow {
	const listeners = new Set<() => void>();
	let drawn = sizeOf(output);
	let rowsIn: (columns: number) => number = () => 0;
	let isMuted = false;
	let timer: NodeJS.Timeout | null = null;

	const draw = () => {
		timer = null;
		const next = sizeOf(output);
		const rows = rowsIn(next.columns < drawn.columns && reflows ? next.columns : drawn.columns);
		isMuted = true;
		forget();
		isMuted = false;
		output.write(upAndErased(rows));
		drawn = next;

		for (const listener of listeners) {
			listener();
		}
	};
	const onResize = () => {
		clearTimeout(timer ?? undefined);
		timer = setTimeout(draw, settleMilliseconds);
	};
	output.on('resize', onResize);

	const write = (...[text, ...others]: Parameters<Output['write']>) => {
		// In the same update as the frame that takes its place: nobody sees the screen without one.
		if (stripVTControlCharacters(text) !== '') {
			painted?.erase();
		}

		return output.write(text, ...others);
	};

	return {
		stdout: new Proxy(output, {
			get(target, name) {
				if (name === 'columns' || name === 'rows') {
					return drawn[name];
				}

				if (name === 'write') {
					return isMuted ? () => true : write;
				}

				if (name === 'on' || name === 'addListener') {
					return (event: string, listener: () => void) =>
						event === 'resize' ? target : target.on(event, listener);
				}

				const value = Reflect.get(target, name, target);
				return typeof value === 'function' ? value.bind(target) : value;
			},
		}) as NodeJS.WriteStream,
		size: () => drawn,
		isSettled: () => timer === null,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		measure(measure) {
			rowsIn = measure;
		},
		close() {
			clearTimeout(timer ?? undefined);
			output.off('resize', onResize);
		},
	};
}

/** Row by row: tmux keeps a whole screen that is erased at once in its history. */
export const upAndErased = (rows: number): string =>
	`\r${'\u001B[A\u001B[2K'.repeat(rows)}\u001B[J`;

/** Terminals that cut a row where the window gets narrower, instead of wrapping it. */
export const reflows =
	process.env.XTERM_VERSION === undefined &&
	process.env.STY === undefined &&
	process.env.TERM !== 'linux';
