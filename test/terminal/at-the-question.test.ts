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

/** A start takes its time: each scenario is met in one face, the next one in the next, unless all are asked for. */
const plan = ids.flatMap((id, index) =>
	process.env.QUESTIONS_IN_ALL_FACES
		? faces.map(face => [id, face] as const)
		: index % 5 === 0
			? [[id, faces[(index / 5) % faces.length] ?? faces[0]] as const]
			: [],
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
	it.each(plan.map(([id, face]) => [id, face?.face ?? '', face] as const))(
		'%s, %s',
		async (id, _, face) => {
			if (!face) {
				return;
			}

			const {args, size, manner} = face;
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

			if (halt === 'confirm') {
				const question = terminal.screen();
				const [, target = ''] =
					/Change \d+ of \d+: ([\s\S]*?)\n(?=[+\-{ ]|Size|The same|CloudFormation stack)/.exec(
						terminal.transcript().slice(terminal.transcript().lastIndexOf('Change ')),
					) ?? [];
				expect(target).not.toBe('');
				expect(joined(question), target).toContain(joined(target));
				expect(
					question.split('\n').filter(line => /^\s*[+-] \S/.test(line)),
					question,
				).not.toEqual([]);
				expect(question.split('\n').length).toBeLessThanOrEqual(size.rows);
			}

			if (size.env) {
				expect(terminal.raw()).not.toContain('\u001B');
			}
		},
		60_000,
	);
});
