import process from 'node:process';
import {isatty} from 'node:tty';

/** 128 and the signal's number, as shells count. */
const statuses = {SIGHUP: 129, SIGINT: 130, SIGTERM: 143} as const;

type Signal = keyof typeof statuses;

let stopping: Signal | null = null;

/** A write under way is awaited, recorded and told; a second signal ends at once. */
export function stopOnSignal(tell: (line: string) => void): void {
	for (const signal of Object.keys(statuses) as Signal[]) {
		process.on(signal, () => void stop(signal, tell));
	}

	// A terminal that was closed is noticed by whatever is read or written first, before the signal arrives.
	for (const stream of [process.stdin, process.stdout, process.stderr]) {
		stream.on('error', (error: NodeJS.ErrnoException) => {
			if (error.code === 'EIO') {
				void stop('SIGHUP', tell);
			}
		});
	}
}

/** The run ends by itself, with its summary and its report. */
let isRunTelling = false;

/** Resolves at once, or never where a signal is ending the program. */
export function unlessStopping(): Promise<void> {
	if (stopping !== null && isRunTelling) {
		end(stopping);
	}

	return stopping === null ? Promise.resolve() : new Promise(() => {});
}

async function stop(signal: Signal, tell: (line: string) => void): Promise<void> {
	if (stopping !== null) {
		// A closed terminal is noticed twice.
		return stopping === 'SIGHUP' && signal === 'SIGHUP' ? undefined : end(signal);
	}

	stopping = signal;
	const [{isWriteUnderWay, writesUnderWay}, {requestEndOfRun}] = await Promise.all([
		import('../changes/under-way.ts'),
		import('../stop-request.ts'),
	]);
	const isUnderWay = isWriteUnderWay();
	const face = requestEndOfRun();
	const say = face === 'screens' ? () => {} : tell;
	isRunTelling = face !== null;

	if (isUnderWay) {
		say('Stopping as soon as AWS has answered the write under way.');
		await writesUnderWay();
		say('The write was recorded: sfn-fix history shows what became of it.');
	} else if (!isRunTelling) {
		say('Stopped. Nothing was being written.');
	}

	if (!isRunTelling) {
		end(signal);
	}
}

function end(signal: Signal): void {
	if (signal === 'SIGHUP') {
		endByHangup();
	} else {
		exitWith(statuses[signal]);
	}
}

/** Node resets the terminal when it exits, and crashes where there is none any more: then a signal ends it. */
export function exitWith(status: number): void {
	const isGone = [process.stdin, process.stdout, process.stderr].some(
		({isTTY, fd}) => isTTY && !isatty(fd),
	);

	if (isGone) {
		endByHangup();
	} else {
		process.exit(status);
	}
}

function endByHangup(): void {
	process.removeAllListeners('SIGHUP');
	process.kill(process.pid, 'SIGHUP');
}
