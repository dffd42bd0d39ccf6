import {flows} from '../../../flows/index.ts';
import {regions} from '../../aws/regions.ts';
import {patchFormats} from '../../changes/patch-for-tool.ts';
import {scenarios} from '../../practice/scenarios/index.ts';
import {commandPages} from '../command-pages.ts';
import {
	type CommandName,
	commandNames,
	type OptionName,
	type OptionRule,
	optionRules,
} from '../options.ts';

/** What can follow: words that are known, files, or names that the program remembers or reads from the shared files. */
export type Candidates =
	| {kind: 'words'; words: readonly string[]}
	| {kind: 'files'}
	| {kind: 'remembered'; names: 'machines' | 'remedies' | 'profiles'}
	| {kind: 'nothing'};

export type CompletedOption = {
	name: string;
	short: string | null;
	help: string;
	/** Null where the option takes no value. */
	value: Candidates | null;
};

export type CompletedCommand = {
	/** The empty one is the wizard. */
	name: string;
	summary: string;
	operand: Candidates;
	options: CompletedOption[];
};

export type CompletionModel = {commands: CompletedCommand[]};

/** From the same tables as the command line and the help. */
export const completionModel = (): CompletionModel => ({
	commands: commandNames.map(name => ({
		name: name === 'wizard' ? '' : name,
		summary: commandPages[name].summary,
		operand: operandOf(name),
		options: rules
			.filter(([, {commands}]) => !commands || commands.includes(name))
			.map(([option, {short = null, help, type}]) => ({
				name: option,
				short,
				help,
				value: type === 'boolean' ? null : candidatesOf(option),
			})),
	})),
});

const rules = Object.entries(optionRules) as Array<[OptionName, OptionRule]>;

const words = (list: readonly string[]): Candidates => ({kind: 'words', words: list});
const typedCommands = commandNames.filter(name => name !== 'wizard');

function operandOf(name: CommandName): Candidates {
	switch (name) {
		case 'wizard':
		case 'check':
		case 'fix':
			return {kind: 'remembered', names: 'machines'};
		case 'demo':
			return words(Object.keys(scenarios));
		case 'flows':
			return words(flows.map(({id}) => id));
		case 'help':
			return words(typedCommands);
		case 'completion':
			return words(['bash', 'zsh', 'fish']);
		case 'permissions':
			return words([...typedCommands, ...flows.map(({id}) => id)]);
		default:
			return {kind: 'nothing'};
	}
}

function candidatesOf(option: OptionName): Candidates {
	const {value}: OptionRule = optionRules[option];

	switch (option) {
		case 'flow':
			return words(flows.map(({id}) => id));
		case 'practice':
			return words(Object.keys(scenarios));
		case 'region':
			return words(regions);
		case 'patch':
			return words(patchFormats);
		case 'profile':
			return {kind: 'remembered', names: 'profiles'};
		case 'remedy':
			return {kind: 'remembered', names: 'remedies'};
		default:
			return value === 'FILE' || value === 'PATH' ? {kind: 'files'} : {kind: 'nothing'};
	}
}
