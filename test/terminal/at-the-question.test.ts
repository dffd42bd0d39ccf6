import {execFile} from 'node:child_process';
import path from 'node:path';
import {afterEach, describe, expect, it} from 'vitest';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import {openTerminal, type Terminal} from './terminal.ts';
import {walk} from './walk.ts';

const program = path.resolve(import.meta.dirname, '../../bin/sfn-fix.js');

type Found = {
	checks: Array<{outcome: string; answer: string; remedies: string[]}>;
	remedies: Array<{changes: Array<{target: string}>}>;
};

/** What the checks find, as data. */
const find = (id: string): Promise<Found> =>
	new Promise(resolve => {
		execFile(
			process.execPath,
			[program, 'check', '--practice', id, '--json'],
			{maxBuffer: 2 ** 26},
			(_error, stdout) => resolve(JSON.parse(stdout)),
		);
	});

const faces = [
	{face: '40 by 20', args: [], size: {columns: 40, rows: 20}, isPlain: false},
	{face: '80 by 24', args: [], size: {columns: 80, rows: 24}, isPlain: false},
	{face: '200 by 60', args: [], size: {columns: 200, rows: 60}, isPlain: false},
	{face: 'the plain face', args: ['--plain'], size: {columns: 80, rows: 24}, isPlain: true},
	{
		face: 'a dumb terminal',
		args: [],
		size: {columns: 80, rows: 24, env: {TERM: 'dumb'}},
		isPlain: true,
	},
];

/** Where a line breaks makes no difference, nor what stands before a continued one. */
const joined = (text: string): string => text.replaceAll(/\s+/g, '');

let terminal: Terminal;

afterEach(() => {
	terminal?.kill();
});

describe.each(Object.keys(scenarios))('%s', id => {
	it('shows the problem at the choice, the target and the changed lines at the question', async context => {
		const {checks, remedies} = await find(id);

		if (remedies.length === 0) {
			context.skip('nothing is written in it');
		}

		const problems = checks.filter(check => check.outcome === 'problem');
		const targets = remedies.flatMap(({changes}) => changes.map(({target}) => joined(target)));

		for (const {face, args, size, isPlain} of faces) {
			terminal = openTerminal(['demo', id, ...args], size);
			const where = (text: string) => `${id}, ${face}:\n${text}`;

			if ((await walk(terminal, id, ['choice', 'confirm'], isPlain)) === 'end') {
				terminal.kill();
				continue;
			}

			const choice = terminal.screen();
			expect(
				problems.some(({answer}) => joined(choice).includes(joined(answer).slice(0, 60))),
				where(choice),
			).toBe(true);

			if ((await walk(terminal, id, ['confirm'], isPlain)) === 'confirm') {
				const question = terminal.screen();
				const lines = question.split('\n');
				expect(
					targets.some(target => joined(question).includes(target)),
					where(question),
				).toBe(true);
				expect(
					lines.some(line => /^\s*[+-] \S/.test(line)),
					where(question),
				).toBe(true);
				expect(lines.length, where(question)).toBeLessThanOrEqual(size.rows);

				if (face === 'a dumb terminal') {
					expect(terminal.raw()).not.toContain('\u001B');
				}
			}

			terminal.kill();
		}
	});
});
