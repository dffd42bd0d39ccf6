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
	'completion',
	'help',
] as const;

export type CommandName = (typeof commandNames)[number];

export type OptionRule = {
	type: 'string' | 'boolean';
	multiple?: true;
	short?: string;
	/** Another spelling that people type. */
	alias?: string;
	/** What a value looks like, and one that does. */
	looks?: {pattern: RegExp; example: string};
	/** What stands for the value in the help. */
	value?: string;
	help: string;
	/** Absent: every command takes it. */
	commands?: readonly CommandName[];
};

/** What a command takes besides options; null where it takes nothing. */
export const operandOf: Record<CommandName, string | null> = {
	wizard: 'target',
	triage: 'text|-',
	check: 'target',
	fix: 'target',
	history: 'change',
	undo: 'change',
	demo: 'scenario',
	flows: 'id',
	permissions: 'command|flow',
	completion: 'bash|zsh|fish',
	help: 'command',
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
	since: {
		type: 'string',
		value: 'DURATION',
		help: 'group the executions that failed in the last 30m, 2h or 1d by their cause',
		commands: diagnosing,
	},
	remedy: {
		type: 'string',
		multiple: true,
		value: 'ID',
		help: 'the remedy to apply instead of the narrowest one',
		commands: ['fix'],
	},
	retry: {
		type: 'boolean',
		help: 'repeat what failed once the fix is verified; with --since, every execution of that cause',
		commands: ['fix'],
	},
	plan: {
		type: 'string',
		value: 'FILE',
		help: 'write the changes into a plan file that somebody else can apply, and nothing to AWS',
		commands: ['fix'],
	},
	apply: {
		type: 'string',
		value: 'FILE',
		help: 'show the changes of a plan file and apply them, if nothing has changed since',
		commands: ['fix'],
	},
	patch: {
		type: 'string',
		value: 'FORMAT',
		help: 'print the changes for a deployment tool as well: cloudformation, sam, cdk, terraform, serverless',
		commands: ['fix'],
	},
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
		help: 'check every state machine of the account and region, at the pace that AWS allows; in a terminal, then choose one to fix',
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
		help: 'run the checks only: skip logs, recent changes and proof',
		commands: diagnosing,
	},
	json: {type: 'boolean', help: 'one JSON object on standard output', commands: withJson},
	report: {
		type: 'string',
		value: 'FILE',
		help: 'write the run as Markdown, ready for a ticket; never overwrites a file',
		commands: ['check', 'fix', 'demo', 'wizard'],
	},
	list: {type: 'boolean', help: 'list the practice scenarios', commands: ['demo']},
	guided: {type: 'boolean', help: 'as a lesson, with questions', commands: ['demo']},
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
		looks: {
			pattern: /^[a-z]{2,}(?:-[a-z]+)+-\d+(?:\s*,\s*[a-z]{2,}(?:-[a-z]+)+-\d+)*$/,
			example: 'eu-west-1',
		},
	},
	'endpoint-url': {
		type: 'string',
		value: 'URL',
		help: 'custom AWS endpoint URL',
		looks: {pattern: /^https?:\/\/[^\s/?#]+/, example: 'http://localhost:4566'},
	},
	'read-only': {type: 'boolean', help: 'refuse every write'},
	plain: {type: 'boolean', help: 'plain lines instead of screens (for screen readers and logs)'},
	'no-color': {type: 'boolean', help: 'no color; NO_COLOR does the same'},
	redact: {
		type: 'boolean',
		help: 'replace account ids, names and ARNs with consistent pseudonyms',
	},
	debug: {type: 'boolean', help: 'print details of errors to standard error'},
	help: {type: 'boolean', short: 'h', help: 'this help'},
	version: {type: 'boolean', short: 'v', alias: 'V', help: 'the version'},
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

/** The options given that not every command takes. */
export const ownOptions = (options: Options): OptionName[] =>
	(Object.keys(options) as OptionName[]).filter(name => 'commands' in optionRules[name]);
