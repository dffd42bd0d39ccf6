import process from 'node:process';
import {runCommandLine} from './commands/dispatch.ts';
import {exitWith, stopOnSignal, unlessStopping} from './commands/stop-on-signal.ts';

const {stdin, stdout, stderr} = process;

let isOutputLost = false;

// A reader that went away (`| head`), a terminal that was closed or a full disk must not end a write to AWS half way.
for (const stream of [stdout, stderr]) {
	stream.on('error', ({code, message}: NodeJS.ErrnoException) => {
		if (stream === stdout && code !== 'EPIPE' && code !== 'EIO' && !isOutputLost) {
			isOutputLost = true;
			stderr.write(`sfn-fix: The output cannot be written: ${message}.\n`);
		}
	});
}

stopOnSignal(line => stderr.write(`sfn-fix: ${line}\n`));
const status = await runCommandLine(process.argv.slice(2), {stdin, stdout, stderr});

// All is said: a read of AWS that still hangs must not hold the terminal.
await new Promise(resolve => stdout.write('', resolve));
await unlessStopping();
// What reads the output would take a part of it for the whole: no verdict.
exitWith(isOutputLost && status <= 1 ? 3 : status);
