import {UsageError} from '../errors.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {printableLine} from '../output/sanitise.ts';
import type {Streams} from '../plain/streams.ts';
import {didYouMean, nearestNames} from '../spelling.ts';
import type {CompletionModel} from './completion/model.ts';
import type {CommandLine} from './options.ts';
import {type NameKind, rememberedNames} from './remembered-names.ts';

const shells: Record<string, () => Promise<(model: CompletionModel) => string>> = {
	bash: async () => (await import('./completion/bash.ts')).bashCompletion,
	zsh: async () => (await import('./completion/zsh.ts')).zshCompletion,
	fish: async () => (await import('./completion/fish.ts')).fishCompletion,
};

const names: readonly NameKind[] = ['machines', 'remedies'];

const linesOf = (found: readonly string[]): string =>
	found.map(name => `${printableLine(name)}\n`).join('');

/** The completions of a shell; or the names that such a script asks for, from the last minutes and never from AWS. */
export async function completion(
	{operands: [wanted], options}: CommandLine,
	{stdout}: Streams,
): Promise<ExitStatus> {
	if (wanted === 'profiles') {
		const {readProfiles} = await import('../account/profiles.ts');
		stdout.write(linesOf(readProfiles().map(({name}) => name)));
		return exitStatus.healthy;
	}

	const kind = names.find(name => name === wanted);

	if (kind) {
		stdout.write(linesOf(rememberedNames(kind, options)));
		return exitStatus.healthy;
	}

	const load = wanted !== undefined && Object.hasOwn(shells, wanted) ? shells[wanted] : undefined;

	if (!load) {
		throw new UsageError(
			wanted === undefined
				? 'Which shell? sfn-fix completion bash, zsh or fish.'
				: didYouMean(
						`Unknown shell ${JSON.stringify(wanted)}.`,
						nearestNames(wanted, Object.keys(shells)),
						'sfn-fix completes in bash, zsh and fish.',
					),
		);
	}

	const [script, {completionModel}] = await Promise.all([load(), import('./completion/model.ts')]);
	stdout.write(script(completionModel()));
	return exitStatus.healthy;
}
