import {type ParseArgsConfig, parseArgs} from 'node:util';
import {UsageError} from '../errors.ts';
import {didYouMean, namesSpeltLike} from '../spelling.ts';
import {listOf} from '../text.ts';
import {
	type CommandLine,
	type CommandName,
	commandNames,
	type OptionName,
	type OptionRule,
	type Options,
	operandOf,
	optionRules,
} from './options.ts';

type Token = ReturnType<typeof tokensOf>[number];
type OptionToken = Extract<Token, {kind: 'option'}>;

const rules: ReadonlyArray<readonly [OptionName, OptionRule]> = Object.entries(
	optionRules,
) as Array<[OptionName, OptionRule]>;

/** Throws UsageError. A first operand that is no command's name is the wizard's target. */
export function parseCommandLine(argv: readonly string[]): CommandLine {
	const tokens = tokensOf(argv);
	const {command, operands} = commandIn(tokens);
	const given = tokens.filter(token => token.kind === 'option');
	const options: Record<string, string | boolean | string[]> = {};

	for (const token of given) {
		const name = nameOf(token, command, argv);
		const {multiple}: OptionRule = optionRules[name];
		const value = takenValue(name, token);
		const before = options[name];

		if (typeof before === 'string' && !multiple) {
			throw new UsageError(`--${name} was given more than once.`);
		}

		options[name] = multiple ? [...(Array.isArray(before) ? before : []), String(value)] : value;
	}

	for (const name of Object.keys(options)) {
		refuseForeignOption(name as OptionName, command);
	}

	refuseTooMany(command, operands);
	refuseSeveralPlaces(options as Options);

	return {command, operands, options: options as Options};
}

/** Not strict: what is wrong is said in our words, with the option that was meant. */
function tokensOf(argv: readonly string[]) {
	const options = Object.fromEntries(
		rules.map(([name, {type, short}]) => [name, {type, ...(short && {short})}]),
	) as NonNullable<ParseArgsConfig['options']>;

	return parseArgs({args: [...argv], options, strict: false, allowPositionals: true, tokens: true})
		.tokens;
}

function commandIn(tokens: readonly Token[]): {command: CommandName; operands: string[]} {
	const operands = tokens.filter(token => token.kind === 'positional');
	const [first, ...rest] = operands;
	const values = operands.map(({value}) => value);
	const terminator = tokens.find(({kind}) => kind === 'option-terminator');

	// Behind "--" stands what only looks like a command or an option.
	if (first === undefined || (terminator && terminator.index < first.index)) {
		return {command: 'wizard', operands: values};
	}

	const named = commandNames.find(name => name === first.value && name !== 'wizard');

	// `check help`; a state machine of this name: `check -- help`.
	if (named && !terminator && rest.length === 1 && rest[0]?.value === 'help') {
		return {command: 'help', operands: [named]};
	}

	if (named) {
		return {command: named, operands: rest.map(({value}) => value)};
	}

	refuseUnknownCommand(values);

	return {command: 'wizard', operands: values};
}

const typedNames = commandNames.filter(name => name !== 'wizard');

/** A mistyped command is not taken for the name of a state machine. */
function refuseUnknownCommand([first = '', ...others]: readonly string[]): void {
	const nearest = first === 'version' ? ['--version'] : namesSpeltLike(first, typedNames);
	const later = typedNames.find(name => others.includes(name));

	if (nearest.length > 0) {
		const meant = listOf(
			nearest.map(name => `sfn-fix ${name}`),
			'or',
		);
		throw new UsageError(
			`Unknown command ${JSON.stringify(first)}. Did you mean ${meant}? (For a state machine of this name: sfn-fix -- ${first})`,
		);
	}

	if (later !== undefined) {
		throw new UsageError(`The command comes first: sfn-fix ${later} ${first}.`);
	}

	if (others.length > 0) {
		throw new UsageError(
			`Unknown command ${JSON.stringify(first)}. sfn-fix --help lists the commands; quote a text that contains spaces.`,
		);
	}
}

function nameOf(
	{name, rawName, index}: OptionToken,
	command: CommandName,
	argv: readonly string[],
): OptionName {
	const known = rules.find(
		([long, {alias}]) => long === name || (alias !== undefined && alias === name),
	);

	if (known && isSpeltAs(known, rawName)) {
		return known[0];
	}

	throw new UsageError(unknownOption(argv[index] ?? rawName, command));
}

/** `-version` is no spelling of `--version`, nor `--V` one of `-V`. */
const isSpeltAs = (
	[name, {short, alias}]: readonly [OptionName, OptionRule],
	raw: string,
): boolean => raw === `--${name}` || raw === `-${short}` || raw === `-${alias}`;

function unknownOption(typed: string, command: CommandName): string {
	if (/\s/.test(typed.replace(/=.*/s, ''))) {
		return `A text that begins with "-" comes after "--": sfn-fix ${command === 'triage' ? 'triage ' : ''}-- "TEXT".`;
	}

	const wanted = typed.replace(/=.*/s, '');
	const names = (all: boolean) =>
		rules
			.filter(([, {commands}]) => all || !commands || commands.includes(command))
			.map(([name]) => name);
	const way = `See ${helpOf(command)}.`;
	const isLong = wanted.replace(/^-+/, '').length > 1;
	const [own, others] = isLong
		? [namesSpeltLike(wanted, names(false)), namesSpeltLike(wanted, names(true))]
		: [[], []];
	const nearest = own.length > 0 ? own : others;

	return didYouMean(
		`Unknown option ${wanted}.`,
		nearest.map(name => `--${name}`),
		way,
	);
}

const helpOf = (command: CommandName): string =>
	command === 'wizard' ? 'sfn-fix --help' : `sfn-fix ${command} --help`;

function takenValue(name: OptionName, {value, inlineValue}: OptionToken): string | boolean {
	const {type, value: placeholder, looks}: OptionRule = optionRules[name];

	if (type === 'boolean') {
		if (value !== undefined) {
			throw new UsageError(`--${name} takes no value; leave out "=${value}".`);
		}

		return true;
	}

	// A word that begins with a dash is the next option; a text that does can be a value.
	const isMissing = value === undefined || value === '' || (!inlineValue && /^-\S+$/.test(value));

	if (isMissing) {
		throw new UsageError(
			`--${name} needs a value: --${name} ${placeholder}${value ? ` (a value that begins with "-": --${name}=${value})` : ''}.`,
		);
	}

	if (looks && !looks.pattern.test(value)) {
		throw new UsageError(
			`${JSON.stringify(value)} is no value for --${name}; an example: --${name} ${looks.example}.`,
		);
	}

	return value;
}

function refuseForeignOption(name: OptionName, command: CommandName): void {
	const {commands}: OptionRule = optionRules[name];

	if (commands && !commands.includes(command)) {
		throw new UsageError(
			`--${name} does not apply to ${nameInText(command)}; it is an option of ${listOf(commands.map(nameInText))}.`,
		);
	}
}

function refuseSeveralPlaces({all, ...options}: Options): void {
	const given = (['profile', 'region'] as const).flatMap(name => {
		const value = options[name]?.replaceAll(/\s*,\s*/g, ',');
		return value === undefined ? [] : [{name, value, isList: value.includes(',')}];
	});
	const several = given.find(({isList}) => isList);

	if (several && !all) {
		const told = (options.redact ? [] : given)
			.map(({name, value}) => ` --${name} ${value}`)
			.join('');
		throw new UsageError(
			`Several ${several.name}s need --all: sfn-fix check --all${told}. Otherwise name one ${several.name}.`,
		);
	}
}

const nameInText = (command: CommandName): string =>
	command === 'wizard' ? 'the wizard' : `sfn-fix ${command}`;

function refuseTooMany(command: CommandName, operands: readonly string[]): void {
	const [first] = operands;

	if (operandOf[command] === null && first !== undefined) {
		throw new UsageError(
			`${nameInText(command)} takes no argument: leave out ${JSON.stringify(first)}.`,
		);
	}

	if (operands.length > 1) {
		throw new UsageError(
			`Too many arguments (expected 1, got ${operands.length}). Leave out ${JSON.stringify(operands[1])}, or quote a text that contains spaces.`,
		);
	}
}
