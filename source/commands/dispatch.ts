import type {ExitStatus} from '../exit-status.ts';
import type {Streams} from '../plain/streams.ts';
import {parseCommandLine} from './command-line.ts';
import type {CommandLine, CommandName} from './options.ts';

type Command = (commandLine: CommandLine, streams: Streams) => Promise<ExitStatus>;

/** Each command is loaded when it is the one that runs: the rest would only slow the start. */
const commands: Record<CommandName, () => Promise<Command>> = {
	wizard: async () => (await import('./wizard.ts')).wizard,
	triage: async () => (await import('./triage.ts')).triage,
	check: async () => (await import('./check.ts')).check,
	fix: async () => (await import('./fix.ts')).fix,
	history: async () => (await import('./history.ts')).history,
	undo: async () => (await import('./undo.ts')).undo,
	demo: async () => (await import('./demo.ts')).demo,
	flows: async () => (await import('./flows.ts')).flows,
	permissions: async () => (await import('./permissions.ts')).permissions,
	completion: async () => (await import('./completion.ts')).completion,
	help: async () => (await import('./help.ts')).help,
};

/** Runs what the arguments say. Throws nothing: what goes wrong becomes a sentence and a status. */
export async function runCommandLine(
	argv: readonly string[],
	streams: Streams,
): Promise<ExitStatus> {
	try {
		const commandLine = parseCommandLine(argv);
		const {command, options} = commandLine;

		if (options.help) {
			const {helpText} = await import('./help.ts');
			streams.stdout.write(helpText(command === 'wizard' ? null : command));
			return 0;
		}

		if (options.version) {
			const {version} = await import('../version.ts');
			streams.stdout.write(`${version}\n`);
			return 0;
		}

		if (options.redact) {
			await redactFromNowOn(commandLine);
		}

		const run = await commands[command]();
		return await run(await withoutAccountWhereNoneIsAsked(commandLine, streams), streams);
	} catch (error) {
		const {reportFailure} = await import('./report-failure.ts');
		return reportFailure(error, streams, {
			json: argv.includes('--json'),
			debug: argv.includes('--debug'),
		});
	}
}

/** Options whose values are names of the account; the values of others are printed as they were given. */
const naming = ['role', 'log-group'] as const;
const takingTarget: readonly CommandName[] = ['check', 'fix', 'wizard'];

/** The names that the command line holds are the first that are known. */
async function redactFromNowOn({command, operands, options}: CommandLine): Promise<void> {
	const {flowIds} = await import('./likely-flows.ts');
	const {createRedactor} = await import('../names/names.ts');
	const {learnNames, printNamesBy} = await import('../names/printed-names.ts');
	const {flow, practice, remedy = []} = options;
	const ids = [flow, practice, ...remedy, ...(command === 'demo' ? operands : [])];
	const paths = (['error-file', 'file', 'report', 'apply', 'definition'] as const).map(
		name => options[name],
	);
	const given = [
		...ids,
		...paths.filter(path => path && /[./\\]/.test(path)),
		...(options.policy ?? []),
	];

	printNamesBy(createRedactor([...flowIds, ...given.flatMap(text => text ?? [])]));
	learnNames({
		target: takingTarget.includes(command) ? operands : [],
		...Object.fromEntries(naming.map(name => [name.replace('-', ''), options[name]])),
		profile: options.profile?.split(',').map(name => name.trim()),
	});
	learnNames([options.error, command === 'triage' ? operands : []]);
}

const offline: readonly CommandName[] = ['triage', 'history', 'flows', 'permissions', 'help'];
const aboutTheAccount = ['profile', 'region', 'endpoint-url'] as const;

/** An alias or a script can hold them for every command: where they change nothing, that is said. */
async function withoutAccountWhereNoneIsAsked(
	commandLine: CommandLine,
	streams: Streams,
): Promise<CommandLine> {
	const {command, options} = commandLine;
	const isPractice = command === 'demo' || options.practice !== undefined;
	const given = aboutTheAccount.filter(name => options[name] !== undefined);

	// A plan is compared with where it is applied.
	if (given.length === 0 || options.apply || !(isPractice || offline.includes(command))) {
		return commandLine;
	}

	const names = given.map(name => `--${name}`).join(', ');
	const why = isPractice
		? 'the practice account is used, not AWS'
		: `sfn-fix ${command} does not call AWS`;
	const {tellOn} = await import('../plain/streams.ts');
	tellOn(streams)(`${names} has no effect: ${why}.`);
	const {profile: _profile, region: _region, 'endpoint-url': _url, ...others} = options;

	return {...commandLine, options: others};
}
