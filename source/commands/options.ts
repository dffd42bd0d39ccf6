import {type ParseArgsConfig, parseArgs} from 'node:util';
import {UsageError} from '../errors.ts';

export const commandNames = [
	'wizard',
	'triage',
	'check',
	'fix',
	'history',
	'undo',
	'demo',
	'flows',
	'permissions',
] as const;

export type CommandName = (typeof commandNames)[number];

type OptionRule = {
	type: 'string' | 'boolean';
	multiple?: true;
	short?: string;
	/** What stands for the value in the help. */
	value?: string;
	help: string;
	/** Absent: every command takes it. */
	commands?: readonly CommandName[];
};

const diagnosing = ['check', 'fix', 'wizard'] as const;
const withJson = [
	'triage',
	'check',
	'fix',
	'history',
	'undo',
	'demo',
	'flows',
	'permissions',
] as const;

export const optionRules = {
	error: {
		type: 'string',
		value: 'TEXT|-',
		help: 'the error text; - reads standard input',
		commands: diagnosing,
	},
	'error-file': {
		type: 'string',
		value: 'PATH',
		help: 'a file that holds the error text',
		commands: diagnosing,
	},
	file: {type: 'string', value: 'PATH', help: 'a file that holds the text', commands: ['triage']},
	flow: {
		type: 'string',
		value: 'ID',
		help: 'the known failure to check for; see sfn-fix flows',
		commands: diagnosing,
	},
	role: {
		type: 'string',
		value: 'ROLE',
		help: 'the role (name or ARN), where no state machine exists yet',
		commands: diagnosing,
	},
	'log-group': {
		type: 'string',
		value: 'NAME',
		help: 'the log group (name or ARN)',
		commands: diagnosing,
	},
	remedy: {
		type: 'string',
		multiple: true,
		value: 'ID',
		help: 'the remedy to apply instead of the narrowest one',
		commands: ['fix'],
	},
	retry: {type: 'boolean', help: 'repeat what failed once the fix is verified', commands: ['fix']},
	'dry-run': {type: 'boolean', help: 'show every change and write nothing', commands: ['fix']},
	yes: {
		type: 'boolean',
		short: 'y',
		help: 'write the changes shown without asking',
		commands: ['fix', 'undo'],
	},
	run: {
		type: 'boolean',
		help: 'undo every change of the same run, the last one first',
		commands: ['undo'],
	},
	definition: {
		type: 'string',
		value: 'FILE',
		help: 'check a definition, template or Terraform plan offline, before it is deployed',
		commands: ['check'],
	},
	policy: {
		type: 'string',
		multiple: true,
		value: 'FILE',
		help: 'with --definition: a policy of the role; repeat it for each one',
		commands: ['check'],
	},
	all: {
		type: 'boolean',
		help: 'check every state machine of the account and region, at the pace that AWS allows',
		commands: ['check'],
	},
	resume: {
		type: 'boolean',
		help: 'with --all: continue after an interruption',
		commands: ['check'],
	},
	recent: {
		type: 'boolean',
		help: 'with --all: look at the newest execution of each as well',
		commands: ['check'],
	},
	jsonl: {
		type: 'boolean',
		help: 'with --all: one JSON object a line, as they are found',
		commands: ['check'],
	},
	sarif: {
		type: 'boolean',
		help: 'with --definition or --all: the findings as SARIF 2.1.0',
		commands: ['check'],
	},
	quick: {
		type: 'boolean',
		help: 'only the checks: no logs and no recent changes are read',
		commands: diagnosing,
	},
	json: {type: 'boolean', help: 'one JSON object on standard output', commands: withJson},
	list: {type: 'boolean', help: 'list the practice scenarios', commands: ['demo']},
	practice: {
		type: 'string',
		value: 'SCENARIO',
		help: 'use the practice account instead of AWS; see sfn-fix demo --list',
		commands: diagnosing,
	},
	profile: {
		type: 'string',
		value: 'NAME',
		help: 'the AWS profile; to check all of several: a,b',
	},
	region: {
		type: 'string',
		value: 'REGION',
		help: 'the AWS region; to check all of several: x,y',
	},
	'endpoint-url': {
		type: 'string',
		value: 'URL',
		help: 'another endpoint that speaks the protocol of AWS',
	},
	'read-only': {type: 'boolean', help: 'refuse every write'},
	plain: {type: 'boolean', help: 'plain lines instead of screens (for screen readers and logs)'},
	'no-color': {type: 'boolean', help: 'no color; NO_COLOR does the same'},
	debug: {type: 'boolean', help: 'say more on standard error when something breaks'},
	help: {type: 'boolean', short: 'h', help: 'this help'},
	version: {type: 'boolean', help: 'the version'},
} as const satisfies Record<string, OptionRule>;

export type OptionName = keyof typeof optionRules;

export type Options = Partial<{
	[Name in OptionName]: (typeof optionRules)[Name] extends {multiple: true}
		? string[]
		: (typeof optionRules)[Name]['type'] extends 'string'
			? string
			: boolean;
}>;

export type CommandLine = {command: CommandName; operands: string[]; options: Options};

/** Throws UsageError. A first operand that is no command's name is the wizard's target. */
export function parseCommandLine(argv: readonly string[]): CommandLine {
	const {values, positionals} = parse(argv);
	const [first, ...rest] = positionals;
	const named = commandNames.find(name => name === first);
	const command = named ?? 'wizard';
	const operands = named ? rest : positionals;
	const options: Options = values;

	for (const name of Object.keys(options)) {
		refuseForeignOption(name as OptionName, command);
	}

	if (operands.length > 1) {
		throw new UsageError(
			`One argument at most is taken here, and ${operands.length} were given; quote a text that has spaces. See sfn-fix --help.`,
		);
	}

	return {command, operands, options};
}

function parse(argv: readonly string[]) {
	const config = Object.fromEntries(
		Object.entries(optionRules).map(([name, {type, ...rule}]) => [
			name,
			{
				type,
				...('short' in rule && {short: rule.short}),
				...('multiple' in rule && {multiple: true}),
			},
		]),
	) as NonNullable<ParseArgsConfig['options']>;

	try {
		return parseArgs({args: [...argv], options: config, allowPositionals: true});
	} catch (error) {
		throw new UsageError(explainParseError(error as Error & {code?: string}));
	}
}

function explainParseError({code, message}: Error & {code?: string}): string {
	const [, option = 'that option'] = message.match(/'(-[^' ]*)/) ?? [];

	if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
		return `There is no option ${option}. See sfn-fix --help.`;
	}

	return `${message.replace(/\s+/g, ' ').replace(/\.$/, '')}. See sfn-fix --help.`;
}

function refuseForeignOption(name: OptionName, command: CommandName): void {
	const rule: OptionRule = optionRules[name];

	if (rule.commands && !rule.commands.includes(command)) {
		const takers = rule.commands.map(taker =>
			taker === 'wizard' ? 'the wizard' : `sfn-fix ${taker}`,
		);
		throw new UsageError(
			`--${name} is not for ${command === 'wizard' ? 'the wizard' : `sfn-fix ${command}`} but for ${takers.join(', ')}.`,
		);
	}
}
