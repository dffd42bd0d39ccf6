import process from 'node:process';
import {render} from 'ink';
import type {ReactNode} from 'react';
import {WindowProvider} from './components/use-window.ts';
import {openWindow, type PaintedFrame} from './window.ts';

export type ScreenStreams = {stdin: NodeJS.ReadableStream; stdout: NodeJS.WritableStream};

/** One terminal for all that is shown in it, one after the other. */
export type Screens = {
	show(screen: ReactNode): void;
	/** With what the screen that leaves answers. */
	ended(): Promise<unknown>;
	/** Takes the frame back where it is still there. */
	close(): void;
};

/** Needs a terminal on both streams. The transcript stays in the scrollback: there is no alternate screen. */
export function openScreens(
	first: ReactNode,
	{stdin, stdout}: ScreenStreams = process,
	painted: PaintedFrame | null = null,
): Screens {
	const window = openWindow(stdout, {forget: () => app.clear(), painted});
	let isOver = false;
	const inWindow = (screen: ReactNode) => <WindowProvider value={window}>{screen}</WindowProvider>;
	const app = render(inWindow(first), {
		stdin: stdin as NodeJS.ReadStream,
		stdout: window.stdout,
		incrementalRendering: true,
		exitOnCtrlC: false,
		patchConsole: false,
		// The caller has made sure of a terminal; Ink would go by the environment variable CI.
		interactive: true,
	});
	const ended = app.waitUntilExit().finally(() => {
		isOver = true;
	});
	// The code that waits for it gets the error.
	ended.catch(() => {});

	return {
		show: screen => app.rerender(inWindow(screen)),
		ended: () => ended,
		close() {
			if (!isOver) {
				app.clear();
				app.unmount();
			}

			window.close();
		},
	};
}
