import process from 'node:process';
import {afterEach, describe, expect, it} from 'vitest';
import {scenarios} from '../../source/practice/scenarios/index.ts';
import {openTerminal, type Terminal} from './terminal.ts';
import {type Manner, walk} from './walk.ts';

type Face = {
	face: string;
	args: string[];
	size: {columns: number; rows: number; env?: Record<string, string>};
	manner: Manner;
};

const faces: Face[] = [
	{face: '40 by 20', args: [], size: {columns: 40, rows: 20}, manner: 'typed'},
	{face: '80 by 24', args: [], size: {columns: 80, rows: 24}, manner: 'typed'},
	{face: '200 by 60', args: [], size: {columns: 200, rows: 60}, manner: 'typed'},
	{face: 'the plain face', args: ['--plain'], size: {columns: 80, rows: 24}, manner: 'plain'},
	{
		face: 'a dumb terminal',
		args: [],
		size: {columns: 80, rows: 24, env: {TERM: 'dumb'}},
		manner: 'plain',
	},
];

/** Where a line breaks makes no difference. */
const joined = (text: string): string => text.replaceAll(/\s+/g, '');

const ids = Object.keys(scenarios);

/** A start takes its time: those that write, with long names, long answers or a proof, unless all are asked for. */
const picked: Record<string, string[]> = {
	'40 by 20': ['definition-walk', 'network-configuration', 'full-policy'],
	'80 by 24': ['pass-role', 'express-log-group-deleted'],
	'200 by 60': ['log-destination'],
	'the plain face': ['full-policy', 'not-created-yet'],
	'a dumb terminal': ['assume-role', 'timed-out'],
};
const inAllFaces = Boolean(process.env.QUESTIONS_IN_ALL_FACES);
const plan = faces.flatMap(face =>
	(inAllFaces ? ids : (picked[face.face] ?? [])).map(id => [id, face.face, face] as const),
);

let terminal: Terminal;

afterEach(() => {
	terminal?.kill();
});

/** The sentence of a problem as the transcript tells it: beside its word, or under the title of its check. */
const problemsIn = (transcript: string): string[] =>
	[...transcript.matchAll(/^ *(?:✗ )?problem {2}(.*\n(?:\S.*\n)?(?: {9,}.*\n?)*)/gim)].map(
		([, answer = '']) => joined(answer).slice(-30),
	);

describe('what is on the screen at the question', () => {
	it.each(plan)(
		'%s, %s',
		async (id, _, {args, size, manner}) => {
			terminal = openTerminal(['demo', id, ...args], size);
			let halt = await walk(terminal, id, ['choice', 'confirm'], manner);
			await terminal.flushed();

			if (halt === 'choice') {
				const choice = terminal.screen();
				const problems = problemsIn(terminal.transcript());
				expect(
					problems.some(problem => joined(choice).includes(problem)),
					`${problems.join(' | ')} is not on:\n${choice}`,
				).toBe(true);
				halt = await walk(terminal, id, ['confirm'], manner);
				await terminal.flushed();
			}

			expect(inAllFaces || halt === 'confirm', terminal.transcript()).toBe(true);

			if (halt === 'confirm') {
				const question = terminal.screen();
				const [, target = ''] =
					/Change \d+ of \d+: ([\s\S]*?)\n(?=[+\-{ ]|Size|The same|CloudFormation stack)/.exec(
						terminal.transcript().slice(terminal.transcript().lastIndexOf('Change ')),
					) ?? [];
				expect(target).not.toBe('');
				expect(joined(question), target).toContain(joined(target));
				expect(
					question.split('\n').filter(line => /^\s*[+-]\s+\S| -> |: adds /.test(line)),
					question,
				).not.toEqual([]);
				expect(question.split('\n').length).toBeLessThanOrEqual(size.rows);
			}

			if (size.env) {
				expect(terminal.raw()).not.toContain('\u001B');
			}

			if (manner === 'plain') {
				// biome-ignore lint/suspicious/noControlCharactersInRegex: what moves a cursor begins with one
				expect(terminal.raw()).not.toMatch(/\u001B\[[\d;]*[A-HJKSTf]|\r(?!\r*\n)/);
			}
		},
		60_000,
	);
});
