import {type CommandName, optionRules} from './option-rules.ts';

const usages: Record<CommandName, {usage: string; what: string}> = {
	wizard: {
		usage: 'sfn-fix [target]',
		what: 'the wizard; target: name, ARN, execution ARN or console URL',
	},
	triage: {usage: 'sfn-fix triage [text|-]', what: 'explain an error text; offline'},
	check: {
		usage: 'sfn-fix check [target]',
		what: "read-only; without an error: everything this state machine's role and logging need",
	},
	fix: {
		usage: 'sfn-fix fix [target]',
		what: 'check, show the changes, and write them once you confirm',
	},
	history: {
		usage: 'sfn-fix history [change]',
		what: 'the changes made from this machine, newest first; one in full',
	},
	undo: {usage: 'sfn-fix undo [change]', what: 'undo the last change, or the named one'},
	demo: {
		usage: 'sfn-fix demo [scenario]',
		what: 'the wizard on a practice account; touches nothing',
	},
	flows: {usage: 'sfn-fix flows [id]', what: 'the known failures'},
	permissions: {
		usage: 'sfn-fix permissions',
		what: 'the IAM policy that the person running sfn-fix needs',
	},
};

const statuses = `Exit status: 0 healthy, recognized, or fixed and verified; 1 a problem was found, nothing was
recognized, or the fix was not verified; 2 wrong usage; 3 no verdict (no credentials, no network, too
little access); 4 the resource changed before the write, and nothing was written; 130 interrupted.`;

/** The help of one command, or of all when none is named. */
export function helpText(command: CommandName | null): string {
	return command ? commandHelp(command) : overview();
}

function overview(): string {
	const commands = Object.values(usages).map(({usage, what}) => [usage, what] as const);

	return `sfn-fix finds out why an AWS Step Functions state machine fails, and fixes it once you confirm.

${columns(commands)}

Options everywhere:
${columns(optionsOf(rule => !('commands' in rule)))}

Run sfn-fix COMMAND --help for the options of one command.

${statuses}
`;
}

function commandHelp(command: CommandName): string {
	const own = optionsOf(
		rule => 'commands' in rule && (rule.commands as readonly string[]).includes(command),
	);

	return `${usages[command].usage}: ${usages[command].what}
${own.length > 0 ? `\n${columns(own)}\n` : ''}
Options everywhere:
${columns(optionsOf(rule => !('commands' in rule)))}
`;
}

function optionsOf(wanted: (rule: (typeof optionRules)[keyof typeof optionRules]) => boolean) {
	return Object.entries(optionRules)
		.filter(([, rule]) => wanted(rule))
		.map(
			([name, rule]) => [`--${name}${'value' in rule ? ` ${rule.value}` : ''}`, rule.help] as const,
		);
}

function columns(rows: ReadonlyArray<readonly [string, string]>): string {
	const width = Math.max(...rows.map(([left]) => left.length));
	return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}
