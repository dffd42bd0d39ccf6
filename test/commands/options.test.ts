import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {flows} from '../../flows/index.ts';
import {parseCommandLine} from '../../source/commands/command-line.ts';
import {commandGroups, commandPages} from '../../source/commands/command-pages.ts';
import {helpText} from '../../source/commands/help.ts';
import {commandNames, optionRules} from '../../source/commands/options.ts';
import {UsageError} from '../../source/errors.ts';
import {scenarios} from '../../source/practice/scenarios/index.ts';

describe('the command line', () => {
	it('is the wizard where no command is named', () => {
		expect(parseCommandLine([])).toEqual({command: 'wizard', operands: [], options: {}});
		expect(parseCommandLine(['orders'])).toMatchObject({command: 'wizard', operands: ['orders']});
	});

	it('takes options before and after the command', () => {
		const expected = {
			command: 'check',
			operands: ['orders'],
			options: {region: 'eu-west-1', json: true},
		};
		expect(parseCommandLine(['--region', 'eu-west-1', 'check', 'orders', '--json'])).toMatchObject(
			expected,
		);
		expect(parseCommandLine(['check', '--json', '--region=eu-west-1', 'orders'])).toMatchObject(
			expected,
		);
	});

	it('takes a lone dash for standard input', () => {
		expect(parseCommandLine(['triage', '-']).operands).toEqual(['-']);
		expect(parseCommandLine(['check', 'orders', '--error', '-']).options.error).toBe('-');
	});

	it('takes several remedies', () => {
		expect(parseCommandLine(['fix', 'x', '--remedy', 'a', '--remedy', 'b']).options.remedy).toEqual(
			['a', 'b'],
		);
	});

	it('ends in a command line or in a UsageError of one sentence, whatever it is given', () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.oneof(fc.string(), fc.constantFrom(...commandNames, '--json', '--yes', '-y', '--')),
				),
				argv => {
					try {
						parseCommandLine(argv);
					} catch (error) {
						expect(error).toBeInstanceOf(UsageError);
					}
				},
			),
		);
	});
});

describe('the help', () => {
	it.each(commandNames.filter(name => name !== 'wizard'))(
		'of %s names each of its options',
		command => {
			const help = helpText(command);

			for (const [name, rule] of Object.entries(optionRules)) {
				const takes =
					!('commands' in rule) || (rule.commands as readonly string[]).includes(command);
				expect(help.includes(`--${name} `), name).toBe(takes);
			}
		},
	);

	it.each([null, ...commandNames])(
		'of %s fits 80 columns and ends each line in a word',
		command => {
			const lines = helpText(command).split('\n');

			expect(lines.filter(line => line.length > 80)).toEqual([]);
			expect(lines.filter(line => line !== line.trimEnd())).toEqual([]);
		},
	);

	it('groups every command once', () => {
		const grouped = commandGroups.flatMap(([, names]) => names);
		expect(grouped.toSorted()).toEqual(commandNames.filter(name => name !== 'wizard').toSorted());
	});

	it.each(
		Object.entries(commandPages).flatMap(([command, {examples}]) =>
			examples.map(({command: line}) => [line, command] as const),
		),
	)('gives an example that works: %s', async (line, command) => {
		const {command: parsed, operands, options} = parseCommandLine(argumentsIn(line));

		expect(parsed).toBe(command);
		expect(helpText(parsed)).toContain(`$ ${line}`);

		if (command === 'demo' && operands[0] !== undefined) {
			expect(Object.keys(scenarios)).toContain(operands[0]);
		}

		if (command === 'flows' && operands[0] !== undefined) {
			expect(flows.map(({id}) => id)).toContain(operands[0]);
		}

		expect(options).not.toHaveProperty('help');
	});

	it('names every command and every exit status', () => {
		const help = helpText(null);

		for (const name of commandNames.filter(command => command !== 'wizard')) {
			expect(help).toContain(`sfn-fix ${name}`);
		}

		for (const status of [0, 1, 2, 3, 4, 130]) {
			expect(help).toMatch(new RegExp(`\\b${status} `));
		}
	});
});

/** Of `a | sfn-fix b > c` and `eval "$(sfn-fix b)"`: what reaches sfn-fix. */
const argumentsIn = (line: string): string[] =>
	line
		.replace(/^.*\| |^eval "\$\(/, '')
		.replace(/ > .*$|\)"$/, '')
		.split(' ')
		.slice(1);
