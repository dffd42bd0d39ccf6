import process from 'node:process';
import {isWriteUnderWay, writesUnderWay} from '../changes/under-way.ts';

/** 128 and the signal's number, as shells count. */
const statuses = {SIGHUP: 129, SIGINT: 130, SIGTERM: 143} as const;

/** A write under way is awaited, recorded and told; a second signal ends at once. */
export function stopOnSignal(tell: (line: string) => void): void {
	let isStopping = false;

	for (const [signal, status] of Object.entries(statuses)) {
		process.on(signal, async () => {
			if (isStopping) {
				process.exit(status);
			}

			isStopping = true;

			if (isWriteUnderWay()) {
				tell('Stopping as soon as AWS has answered the write under way.');
				await writesUnderWay();
				tell('The write was recorded: sfn-fix history shows what became of it.');
			} else {
				tell('Stopped. Nothing was being written.');
			}

			process.exit(status);
		});
	}
}
