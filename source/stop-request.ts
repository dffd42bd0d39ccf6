import process from 'node:process';

/** Who tells how the run ended: lines on standard error can stand beside it, or would tear what is on the screen. */
type Face = 'lines' | 'screens';

let running: {interrupt: () => void; face: Face} | null = null;

/**
 * While a run goes on, Ctrl-C and the signals that end the program are its event: it ends with what was and what was
 * not written, and with its report. Returns what undoes it.
 */
export function takeInterrupts(interrupt: () => void, face: Face): () => void {
	const others = process.listeners('SIGINT');
	process.removeAllListeners('SIGINT');
	process.on('SIGINT', interrupt);
	running = {interrupt, face};

	return () => {
		running = null;
		process.off('SIGINT', interrupt);

		for (const other of others) {
			process.on('SIGINT', other);
		}
	};
}

/** The face of the run that ends by this; null where no run goes on that would tell how it ended. */
export function requestEndOfRun(): Face | null {
	running?.interrupt();
	return running?.face ?? null;
}
