import {type ParseArgsConfig, parseArgs} from 'node:util';
import {UsageError} from '../errors.ts';
import {type CommandName, commandNames, type OptionRule, optionRules} from './option-rules.ts';

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
