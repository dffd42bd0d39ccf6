import {UsageError} from '../errors.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {wrap} from '../output/wrap-text.ts';
import type {Streams} from '../plain/streams.ts';
import {didYouMean, nearestNames} from '../spelling.ts';
import {
	commandGroups,
	commandPages,
	type Example,
	environment,
	exitStatuses,
} from './command-pages.ts';
import {
	type CommandLine,
	type CommandName,
	commandNames,
	type OptionRule,
	optionRules,
} from './options.ts';

/** `sfn-fix help fix` is `sfn-fix fix --help`. */
export async function help(
	{operands: [name]}: CommandLine,
	{stdout}: Streams,
): Promise<ExitStatus> {
	const typed = commandNames.filter(command => command !== 'wizard');
	const command = typed.find(candidate => candidate === name) ?? null;

	if (name !== undefined && command === null) {
		throw new UsageError(
			didYouMean(
				`Unknown command ${JSON.stringify(name)}.`,
				nearestNames(name, typed).map(meant => `sfn-fix help ${meant}`),
				'sfn-fix help lists the commands.',
			),
		);
	}

	stdout.write(helpText(command));
	return exitStatus.healthy;
}

/** The help of one command, or of all when none is named. */
export function helpText(command: CommandName | null): string {
	const sections = command === null ? overview() : pageOf(command);
	return `${sections.join('\n\n')}\n`;
}

const width = 80;

const overview = (): string[] => [
	'Find out why an AWS Step Functions state machine fails, and fix it.',
	section('Usage', ['  sfn-fix [target] [options]', '  sfn-fix <command> [argument] [options]']),
	wrap(commandPages.wizard.about, width).join('\n'),
	...commandGroups.map(([title, names]) =>
		section(
			title,
			columns(
				names.map(name => [commandPages[name].usage, commandPages[name].summary]),
				widest(Object.values(commandPages).map(({usage}) => usage)),
			),
		),
	),
	...optionSections('wizard', 'Options of the wizard'),
	section(
		'Examples',
		examplesOf([...commandPages.wizard.examples, ...commandPages.triage.examples]),
	),
	section('Environment', columns(environment)),
	section('Exit status', columns(exitStatuses)),
	'Run sfn-fix help <command> for the options and examples of one command.',
];

function pageOf(command: CommandName): string[] {
	const {usage, summary, about, examples} = commandPages[command];

	return [
		`${summary}.`,
		wrap(about, width).join('\n'),
		section('Usage', [`  ${usage} [options]`]),
		...optionSections(command, 'Options'),
		section('Examples', examplesOf(examples)),
		'sfn-fix --help lists every command and the exit statuses.',
	];
}

const section = (title: string, lines: readonly string[]): string =>
	[title.toUpperCase(), ...lines].join('\n');

const rules: ReadonlyArray<readonly [string, OptionRule]> = Object.entries(optionRules);

/** What the command takes, and what every command takes. */
function optionSections(command: CommandName, title: string): string[] {
	const own = rules.filter(([, {commands}]) => commands?.includes(command)).map(optionRow);
	const common = rules.filter(([, {commands}]) => !commands).map(optionRow);
	const first = widest([...own, ...common].map(([left]) => left));

	return [
		...(own.length > 0 ? [section(title, columns(own, first))] : []),
		section('Common options', columns(common, first)),
	];
}

const optionRow = ([name, {short, value, help: what}]: (typeof rules)[number]): Row => [
	`${short ? `-${short},` : '   '} --${name}${value ? ` ${value}` : ''}`,
	what,
];

const examplesOf = (examples: readonly Example[]): string[] =>
	examples.flatMap(({command, what}) => [`  $ ${command}`, `      ${what}`]);

type Row = readonly [string, string];

const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(text => text.length));

/** Two columns; what does not fit beside the first one is wrapped in the second. */
function columns(rows: readonly Row[], first = widest(rows.map(([left]) => left))): string[] {
	return rows.flatMap(([left, right]) =>
		wrap(right, width - first - 4).map((line, index) =>
			`  ${(index === 0 ? left : '').padEnd(first)}  ${line}`.trimEnd(),
		),
	);
}
