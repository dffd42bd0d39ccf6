import {execFileSync, spawnSync} from 'node:child_process';
import {afterAll, describe, expect, it} from 'vitest';
import {parseCommandLine} from '../../source/commands/command-line.ts';
import {commandNames} from '../../source/commands/options.ts';
import {reportJson} from '../../source/commands/report.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import {inLines, play} from './faces.tsx';
import {personOf} from './person.ts';

const location = {profile: 'on call', endpointUrl: 'http://localhost:4566'};
const all = Object.values(scenarios);
const hasZsh = spawnSync('zsh', ['--version'], {stdio: 'ignore'}).status === 0;
let found = 0;
let ownFound = 0;

afterAll(() => {
	console.log(
		`${found} printed AWS CLI commands and ${ownFound} of sfn-fix were looked at, in ${all.length} scenarios`,
	);
});

/** Every AWS CLI command in a text: up to a newline outside of quotes, each part of a chain on its own. */
function commandsIn(text: string): string[] {
	const starts = [...text.matchAll(/(?<=^|\s)aws [a-z0-9-]+ [a-z0-9-]+ /gm)];

	return starts.map(({index}) => {
		let isQuoted = false;
		let end = index;

		while (
			end < text.length &&
			(isQuoted || (text[end] !== '\n' && !text.startsWith(' && ', end)))
		) {
			isQuoted = text[end] === "'" && text[end - 1] !== '\\' ? !isQuoted : isQuoted;
			end += 1;
		}

		return text.slice(index, end);
	});
}

/** The commands of this program in a text, as the words that the shell passes to it. */
function ownCommandsIn(text: string): string[][] {
	const starts = [...text.matchAll(/(?<![\w/-])sfn-fix (?=[a-z]+ |[a-z]+: |[a-z]+$)/gm)];

	return starts.flatMap(({index}) => {
		const [line = ''] = text.slice(index).split('\n');
		// Quoted text as a whole, up to the explanation behind it or the end of the sentence.
		const [, words = ''] =
			/^sfn-fix((?: (?:'(?:[^']|'\\'')*'|[^\s'])+?(?=[:.,;)]?(?: |$)))*?)(?=: |[.,;)]|$| (?:and|or|with)\b)/.exec(
				line,
			) ?? [];
		const given = [...words.matchAll(/ ((?:'(?:[^']|'\\'')*'|[^\s'])+)/g)].map(([, word = '']) =>
			word.replaceAll(`'\\''`, '\u0000').replaceAll("'", '').replaceAll('\u0000', "'"),
		);
		return prose.test(words) || !commandNames.some(name => name === given[0]) ? [] : [given];
	});
}

/** What a command does, told in a sentence. */
const prose = /^ [a-z]+ (?:reverts|restores|shows|lists|undoes|reads|finds|does)\b/;

/** The subject of the command: without one, it would ask, or be refused. */
function expectRuns(words: readonly string[]): void {
	const {command, operands, options} = parseCommandLine(words);
	const {role, practice, all: everything, definition, apply} = options;
	expect(
		!/^(?:check|fix)$/.test(command) ||
			operands.length > 0 ||
			Boolean(role ?? practice ?? everything ?? definition ?? apply),
		words.join(' '),
	).toBe(true);
}

const textsIn = (value: unknown): string[] =>
	typeof value === 'string'
		? [value]
		: typeof value === 'object' && value !== null
			? Object.values(value).flatMap(textsIn)
			: [];

describe.each(all.map(scenario => [scenario.id, scenario] as const))('%s', (_, scenario) => {
	it('prints AWS CLI commands that reach the same account, in text and in JSON', async () => {
		const played = await play(
			scenario,
			{offeredText: scenario.paste},
			inLines(personOf(scenario, 'all yes')),
			location,
		);
		const report = await reportJson(played.state, played.session);
		// What is cut in the middle says that JSON has it in full.
		const printed = commandsIn(played.printed).filter(command => !command.includes('lines more'));
		const commands = [...printed, ...textsIn(report).flatMap(commandsIn)];
		found += commands.length;

		// What AWS or a person wrote can hold any form; sfn-fix writes `2026-03-02 09:14:05 UTC` and `12 min ago`.
		const prosePrinted = printed.reduce(
			(text, command) => text.replace(command, ''),
			played.printed,
		);
		expect(
			prosePrinted.match(
				/.* (?:at|since|until|before|between) \d{4}-\d\d-\d\d(?:T| [\d:]+(?! UTC)(?!\d|:)).*/g,
			),
		).toBeNull();

		for (const command of commands) {
			expect(command).toContain("--profile 'on call'");
			expect(command).toMatch(/--region (eu|us)-[a-z]+-\d/);
			expect(command).toContain('--endpoint-url http://localhost:4566');
		}

		const own = [played.printed, ...textsIn(report)].flatMap(ownCommandsIn);
		ownFound += own.length;
		own.forEach(expectRuns);

		execFileSync('bash', ['-n'], {input: commands.join('\n')});

		if (hasZsh) {
			execFileSync('zsh', ['-n'], {input: commands.join('\n')});
		}
	});
});

it.skipIf(hasZsh)('skipped for zsh, which is not installed', () => {
	console.warn('Skipped: zsh is not on the PATH, so the commands were parsed by bash alone.');
});
