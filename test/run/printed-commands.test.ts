import {execFileSync, spawnSync} from 'node:child_process';
import {afterAll, describe, expect, it} from 'vitest';
import {reportJson} from '../../source/commands/report.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import {inLines, play} from './faces.tsx';
import {personOf} from './person.ts';

const location = {profile: 'on call', endpointUrl: 'http://localhost:4566'};
const twenty = Object.values(scenarios).slice(0, 20);
const hasZsh = spawnSync('zsh', ['--version'], {stdio: 'ignore'}).status === 0;
let found = 0;

afterAll(() => {
	console.log(`${found} printed AWS CLI commands were looked at, in ${twenty.length} scenarios`);
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

const textsIn = (value: unknown): string[] =>
	typeof value === 'string'
		? [value]
		: typeof value === 'object' && value !== null
			? Object.values(value).flatMap(textsIn)
			: [];

describe.each(twenty.map(scenario => [scenario.id, scenario] as const))('%s', (_, scenario) => {
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
		const own = printed.reduce((text, command) => text.replace(command, ''), played.printed);
		expect(
			own.match(
				/.* (?:at|since|until|before|between) \d{4}-\d\d-\d\d(?:T| [\d:]+(?! UTC)(?!\d|:)).*/g,
			),
		).toBeNull();

		for (const command of commands) {
			expect(command).toContain("--profile 'on call'");
			expect(command).toMatch(/--region (eu|us)-[a-z]+-\d/);
			expect(command).toContain('--endpoint-url http://localhost:4566');
		}

		execFileSync('bash', ['-n'], {input: commands.join('\n')});

		if (hasZsh) {
			execFileSync('zsh', ['-n'], {input: commands.join('\n')});
		}
	});
});

it.skipIf(hasZsh)('skipped for zsh, which is not installed', () => {
	console.warn('Skipped: zsh is not on the PATH, so the commands were parsed by bash alone.');
});
