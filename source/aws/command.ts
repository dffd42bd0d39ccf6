import type {AwsLocation} from './location.ts';
import {option, shellQuote} from './shell-quote.ts';

/** The words behind `aws`, without quoting and without its place: `['iam', 'get-role', '--role-name', 'orders']`. */
export type AwsCommand = readonly string[];

/** Where a printed command runs. Region, profile and endpoint that are null are left to the shell. */
export type CommandLocation = Pick<AwsLocation, 'profile' | 'endpointUrl'> & {
	region: string | null;
};

/** As the shell that runs it is set up. */
export const anywhere: CommandLocation = {region: null, profile: null, endpointUrl: null};

/** The command as it works when pasted into bash or zsh. */
export const printAwsCommand = (command: AwsCommand, location: CommandLocation): string =>
	['aws', ...command, ...locationOptions(command, location)].map(shellQuote).join(' ');

/** Several commands, each run only where the one before it succeeded. */
export const printAwsCommands = (
	commands: readonly AwsCommand[],
	location: CommandLocation,
): string => commands.map(command => printAwsCommand(command, location)).join(' && ');

/** A command that names its own region (IAM's events are in us-east-1) keeps it. */
function locationOptions(
	command: AwsCommand,
	{region, profile, endpointUrl}: CommandLocation,
): string[] {
	const isSet = (name: string): boolean =>
		command.some(word => word === `--${name}` || word.startsWith(`--${name}=`));

	return Object.entries({region, profile, 'endpoint-url': endpointUrl}).flatMap(([name, value]) =>
		value === null || isSet(name) ? [] : option(name, value),
	);
}
