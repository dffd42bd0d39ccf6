import {UsageError} from '../errors.ts';
import type {ExitStatus} from '../exit-status.ts';
import type {Streams} from '../plain/streams.ts';
import {checkOne} from './check-one.ts';
import type {CommandLine, Options} from './options.ts';

/** One state machine, all of an account, or those of a file. */
export async function check(commandLine: CommandLine, streams: Streams): Promise<ExitStatus> {
	const {options} = commandLine;

	if (options.definition !== undefined) {
		const {checkDefinition} = await import('./check-definition.ts');
		return checkDefinition(commandLine, streams);
	}

	if (options.all) {
		const {checkAll} = await import('./check-all.ts');
		return checkAll(commandLine, streams);
	}

	refuseWithoutMode(options);

	return checkOne(commandLine, streams);
}

const needed = {
	policy: '--definition FILE',
	sarif: '--definition FILE or --all',
	resume: '--all',
	recent: '--all',
	jsonl: '--all',
} as const;

function refuseWithoutMode(options: Options): void {
	for (const [name, mode] of Object.entries(needed)) {
		if (options[name as keyof typeof needed] !== undefined) {
			throw new UsageError(`--${name} needs ${mode}.`);
		}
	}
}
