import process from 'node:process';
import {helpText} from './commands/help.ts';
import {type CommandLine, type CommandName, parseCommandLine} from './commands/options.ts';
import {stopOnSignal, unlessStopping} from './commands/stop-on-signal.ts';
import type {ExitStatus} from './exit-status.ts';
import {learnNames, redactNamesFromNowOn} from './names/names.ts';
import type {Streams} from './plain/streams.ts';
import {version} from './version.ts';

type Command = (commandLine: CommandLine, streams: Streams) => Promise<ExitStatus>;

/** Each command is loaded when it is the one that runs: the rest would only slow the start. */
const commands: Record<CommandName, () => Promise<Command>> = {
	wizard: async () => (await import('./commands/wizard.ts')).wizard,
	triage: async () => (await import('./commands/triage.ts')).triage,
	check: async () => (await import('./commands/check.ts')).check,
	fix: async () => (await import('./commands/fix.ts')).fix,
	history: async () => (await import('./commands/history.ts')).history,
	undo: async () => (await import('./commands/undo.ts')).undo,
	demo: async () => (await import('./commands/demo.ts')).demo,
	flows: async () => (await import('./commands/flows.ts')).flows,
	permissions: async () => (await import('./commands/permissions.ts')).permissions,
};

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
const status = await run(process.argv.slice(2), {stdin, stdout, stderr});

// All is said: a read of AWS that still hangs must not hold the terminal.
await new Promise(resolve => stdout.write('', resolve));
await unlessStopping();
process.exit(status);

async function run(argv: readonly string[], streams: Streams): Promise<ExitStatus> {
	try {
		const commandLine = parseCommandLine(argv);
		const {command, options} = commandLine;

		if (options.help) {
			streams.stdout.write(helpText(command === 'wizard' ? null : command));
			return 0;
		}

		if (options.version) {
			streams.stdout.write(`${version}\n`);
			return 0;
		}

		if (options.redact) {
			redactNamesFromNowOn();
			learnNames({target: commandLine.operands, ...options, logGroup: options['log-group']});
		}

		const runCommand = await commands[command]();
		return await runCommand(commandLine, streams);
	} catch (error) {
		const {reportFailure} = await import('./commands/report-failure.ts');
		return reportFailure(error, streams, {
			json: argv.includes('--json'),
			debug: argv.includes('--debug'),
		});
	}
}
