import type {CommandName} from './options.ts';

export type Example = {command: string; what: string};

/** What the help, the man page and the completions say about a command. */
export type CommandPage = {
	usage: string;
	/** One line, beginning with a verb. */
	summary: string;
	about: string;
	examples: readonly [Example, Example, ...Example[]];
};

/** The commands by what a person wants, in the order in which the help lists them. */
export const commandGroups: ReadonlyArray<readonly [title: string, names: readonly CommandName[]]> =
	[
		['Diagnose and fix', ['triage', 'check', 'fix']],
		['Changes made', ['history', 'undo']],
		['Learn', ['demo', 'flows', 'help']],
		['Set up', ['permissions', 'completion']],
	];

export const commandPages: Record<CommandName, CommandPage> = {
	wizard: {
		usage: 'sfn-fix [target]',
		summary: 'Ask what fails, find the cause, and apply a fix once you confirm',
		about:
			'Without a command, sfn-fix is a wizard. It asks which state machine fails, takes the pasted error or reads the last failure, checks the account, shows the fix as a diff, writes it only after you confirm, verifies it, and can undo it. The target is a name, an ARN, an execution ARN, a Map Run ARN or the address of a page in the console.',
		examples: [
			{command: 'sfn-fix', what: 'choose the state machine from a list'},
			{command: 'sfn-fix orders', what: 'begin with the state machine orders'},
			{
				command: 'sfn-fix orders --read-only',
				what: 'find the cause; no write is possible',
			},
		],
	},
	triage: {
		usage: 'sfn-fix triage [text|-]',
		summary: 'Explain an error text, offline',
		about:
			'Needs no credentials. Reads the text from its argument, from --file or from standard input, and says which known failure it is, what it means and what to do next. Exit status 0: recognized; 1: not recognized.',
		examples: [
			{command: 'pbpaste | sfn-fix triage', what: 'explain the error in the clipboard'},
			{command: 'sfn-fix triage --file error.txt --json', what: 'the same as JSON, from a file'},
		],
	},
	check: {
		usage: 'sfn-fix check [target]',
		summary: 'Find what is wrong; write nothing',
		about:
			"Checks the live account for the given error, or for the last failure. Without either, checks everything that the state machine's role and logging need.",
		examples: [
			{command: 'sfn-fix check orders', what: 'check one state machine'},
			{
				command: 'pbpaste | sfn-fix check orders --error -',
				what: 'check it for the error in the clipboard',
			},
			{
				command: 'sfn-fix check orders --since 2h',
				what: 'group the failures of two hours by cause',
			},
			{
				command: 'sfn-fix check --all --region eu-west-1,us-east-1 --jsonl',
				what: 'check every state machine of two regions',
			},
			{
				command: 'sfn-fix check --definition template.yaml --sarif',
				what: 'check a template before it is deployed',
			},
		],
	},
	fix: {
		usage: 'sfn-fix fix [target]',
		summary: 'Check, show the changes, write them after a yes',
		about:
			'Applies the narrowest fix of every problem that it finds. Without a terminal it writes only with --yes. Exit status 0: fixed and verified.',
		examples: [
			{command: 'sfn-fix fix orders --dry-run', what: 'show every change and write nothing'},
			{
				command: 'sfn-fix fix orders --yes --retry',
				what: 'write without a question, then repeat what failed',
			},
			{
				command: 'sfn-fix fix orders --since 2h --retry --yes',
				what: 'fix the most frequent cause, then repeat all that failed of it',
			},
			{
				command: 'sfn-fix fix orders --plan orders.plan',
				what: 'leave the changes for somebody else to apply',
			},
		],
	},
	history: {
		usage: 'sfn-fix history [change]',
		summary: 'List the changes made from this machine',
		about:
			'The newest first, each with its id, its state, its account and its target. With an id: that change in full.',
		examples: [
			{command: 'sfn-fix history', what: 'list the changes'},
			{command: 'sfn-fix history 3f9c2a71b04e', what: 'show one change in full'},
		],
	},
	undo: {
		usage: 'sfn-fix undo [change]',
		summary: 'Undo the last change, or the named one',
		about:
			'Shows what the undo writes, asks, and keeps what somebody else changed since. sfn-fix history lists the changes.',
		examples: [
			{command: 'sfn-fix undo', what: 'undo the last change'},
			{
				command: 'sfn-fix undo 3f9c2a71b04e --run',
				what: 'undo every change of the same run',
			},
		],
	},
	demo: {
		usage: 'sfn-fix demo [scenario]',
		summary: 'Practice on an account inside the program',
		about:
			'The wizard on a practice account: nothing real is touched and no credentials are needed. Without a terminal the scenario is played through as plain text.',
		examples: [
			{command: 'sfn-fix demo', what: 'begin with the log destination error'},
			{command: 'sfn-fix demo --list', what: 'list the scenarios'},
			{command: 'sfn-fix demo pass-role', what: 'practice another failure'},
		],
	},
	flows: {
		usage: 'sfn-fix flows [id]',
		summary: 'List the known failures, or explain one',
		about: 'With an id: what the failure means, what is checked, and what to do next.',
		examples: [
			{command: 'sfn-fix flows', what: 'list the known failures'},
			{command: 'sfn-fix flows pass-role-denied', what: 'explain one of them'},
		],
	},
	permissions: {
		usage: 'sfn-fix permissions [command|flow]',
		summary: 'Print the IAM policy that sfn-fix needs',
		about:
			'The policy is for the person who runs sfn-fix: JSON, ready to attach. With the name of a command or the id of a flow: what that alone needs, its undo included. Statements named Optional... can be left out: sfn-fix then says what it could not read.',
		examples: [
			{command: 'sfn-fix permissions > sfn-fix.json', what: 'everything that sfn-fix calls'},
			{
				command: 'sfn-fix permissions --read-only',
				what: 'what check needs, without write actions',
			},
			{command: 'sfn-fix permissions undo', what: 'what one command needs'},
			{
				command: 'sfn-fix permissions log-destination-denied',
				what: 'what checking, fixing and undoing one failure needs',
			},
		],
	},
	completion: {
		usage: 'sfn-fix completion <shell>',
		summary: 'Print the completions of bash, zsh or fish',
		about:
			'Completes commands, options, flows, scenarios, regions, and the state machines and remedies that sfn-fix saw in the last ten minutes. It does not call AWS.',
		examples: [
			{command: 'eval "$(sfn-fix completion bash)"', what: 'load them into bash; the same for zsh'},
			{
				command: 'sfn-fix completion fish > ~/.config/fish/completions/sfn-fix.fish',
				what: 'keep them for fish',
			},
		],
	},
	help: {
		usage: 'sfn-fix help [command]',
		summary: 'Show the help of all commands, or of one',
		about: 'sfn-fix help fix is the same as sfn-fix fix --help.',
		examples: [
			{command: 'sfn-fix help', what: 'list the commands'},
			{command: 'sfn-fix help check', what: 'show the options of check'},
		],
	},
};

export type Status = readonly [status: string, meaning: string];

export const exitStatuses: readonly Status[] = [
	['0', 'healthy, recognized, or fixed and verified'],
	['1', 'a problem was found, the text was not recognized, or the fix was not verified'],
	['2', 'wrong usage'],
	['3', 'no verdict: no credentials, no network, or too little access'],
	['4', 'the resource changed before the write, and nothing was written'],
	['130', 'interrupted'],
];

export const environment: ReadonlyArray<readonly [name: string, what: string]> = [
	['AWS_PROFILE, AWS_REGION, ...', 'the environment of the AWS SDK is used'],
	['SFN_FIX_STATE_DIR', 'the folder of the journal'],
	['SFN_FIX_PLAIN=1', 'plain lines, as with --plain'],
	['NO_COLOR', 'no color'],
];
