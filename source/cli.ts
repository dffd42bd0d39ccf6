import process from 'node:process';
import {runCommandLine} from './commands/dispatch.ts';
import {exitWith, stopOnSignal, unlessStopping} from './commands/stop-on-signal.ts';

const {stdin, stdout, stderr} = process;

// A reader that went away (`| head`) or a terminal that was closed must not end a write to AWS half way.
for (const stream of [stdout, stderr]) {
	stream.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code !== 'EPIPE' && error.code !== 'EIO') {
			throw error;
		}
	});
}

stopOnSignal(line => stderr.write(`sfn-fix: ${line}\n`));
const status = await runCommandLine(process.argv.slice(2), {stdin, stdout, stderr});

// All is said: a read of AWS that still hangs must not hold the terminal.
await new Promise(resolve => stdout.write('', resolve));
await unlessStopping();
exitWith(status);
