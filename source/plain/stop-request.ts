let interrupt: (() => void) | null = null;

/** While a run goes on, a signal ends it with its summary and its report. Returns what ends that. */
export function endRunOnSignal(interruptRun: () => void): () => void {
	interrupt = interruptRun;

	return () => {
		interrupt = null;
	};
}

/** False where no run goes on that would tell how it ended. */
export function requestEndOfRun(): boolean {
	interrupt?.();
	return interrupt !== null;
}
