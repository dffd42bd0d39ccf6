import {
	commandGroups,
	commandPages,
	environment,
	exitStatuses,
} from '../source/commands/command-pages.ts';
import {type CommandName, type OptionRule, optionRules} from '../source/commands/options.ts';
import {version} from '../source/version.ts';

const rules: ReadonlyArray<readonly [string, OptionRule]> = Object.entries(optionRules);

/** `man/sfn-fix.1`, from what `--help` prints. */
export function manPage(): string {
	const {summary, about, examples} = commandPages.wizard;

	return [
		`.TH SFN\\-FIX 1 "" "sfn\\-fix ${version}" "User Commands"`,
		'.SH NAME',
		`sfn\\-fix \\- ${roff(summary.toLowerCase())}`,
		'.SH SYNOPSIS',
		...['[target] [options]', 'command [argument] [options]'].flatMap(rest => [
			`.B sfn\\-fix`,
			roff(rest),
			'.br',
		]),
		'.SH DESCRIPTION',
		...paragraph(about),
		'.SH COMMANDS',
		...commandGroups.flatMap(([title, names]) => [
			`.SS ${roff(title)}`,
			...names.flatMap(commandParts),
		]),
		'.SH OPTIONS OF THE WIZARD',
		...optionParts(({commands}) => commands?.includes('wizard') ?? false),
		'.SH COMMON OPTIONS',
		...optionParts(({commands}) => commands === undefined),
		'.SH EXAMPLES',
		...exampleParts(examples),
		'.SH ENVIRONMENT',
		...environment.flatMap(([name, what]) => item(name, what)),
		'.SH EXIT STATUS',
		...exitStatuses.flatMap(([status, what]) => item(status, what)),
		'.SH FILES',
		...item(
			'~/.local/state/sfn-fix/journal.jsonl',
			'The record of every change, which sfn-fix undo reads. SFN_FIX_STATE_DIR names another folder.',
		),
		...item('~/.local/state/sfn-fix/last-report.md', 'The report of the last run of the wizard.'),
		'.SH SEE ALSO',
		'.BR aws (1)',
		'',
	].join('\n');
}

function commandParts(name: CommandName): string[] {
	const {usage, summary, about, examples} = commandPages[name];
	const own = rules.filter(([, {commands}]) => commands?.includes(name));

	return [
		'.TP',
		`.B ${roff(usage)}`,
		roff(`${summary}. ${about}`),
		...(own.length > 0
			? ['.RS', ...own.flatMap(([option, rule]) => item(labelOf(option, rule), rule.help)), '.RE']
			: []),
		'.RS',
		'.PP',
		'Examples:',
		...exampleParts(examples),
		'.RE',
	];
}

const optionParts = (wanted: (rule: OptionRule) => boolean): string[] =>
	rules
		.filter(([, rule]) => wanted(rule))
		.flatMap(([name, rule]) => item(labelOf(name, rule), rule.help));

const labelOf = (name: string, {short, value}: OptionRule): string =>
	`${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`;

const exampleParts = (examples: ReadonlyArray<{command: string; what: string}>): string[] =>
	examples.flatMap(({command, what}) => item(command, what));

const item = (label: string, text: string): string[] => ['.TP', `.B ${roff(label)}`, roff(text)];

const paragraph = (text: string): string[] => ['.PP', roff(text)];

/** A backslash, a dash and a dot or a quote at the start of a line mean something to troff. */
const roff = (text: string): string =>
	text
		.replaceAll('\\', '\\e')
		.replaceAll('-', '\\-')
		.replaceAll('"', '\\(dq')
		.replaceAll("'", '\\(aq')
		.replaceAll('~', '\\(ti')
		.replaceAll('^', '\\(ha')
		.replaceAll('`', '\\(ga')
		.replace(/^\./, '\\&.');
