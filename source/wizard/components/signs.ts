import process from 'node:process';
import type {Outcome} from '../../diagnosis/check.ts';

/** Beside words that say the same: nobody has to tell a color or a sign apart. */
export type Signs = {
	rail: string;
	/** Before a finished step. */
	step: string;
	/** Before what is asked now. */
	active: string;
	/** Before its last row. */
	end: string;
	/** Beside the first and the last row of a list that goes on. */
	more: readonly [above: string, below: string];
	outcomes: Record<Outcome, string>;
	/** Before a further row of one line. */
	further: string;
	/** The filled and the free part of a bar. */
	bar: readonly [filled: string, free: string];
};

const drawn: Signs = {
	rail: '│',
	step: '◇',
	active: '◆',
	end: '└',
	more: ['↑', '↓'],
	outcomes: {ok: '✓', problem: '✗', warning: '▲', unknown: '?'},
	further: '↳',
	bar: ['█', '░'],
};

const ascii: Signs = {
	rail: '|',
	step: '*',
	active: '>',
	end: '`',
	more: ['^', 'v'],
	outcomes: {ok: '+', problem: 'x', warning: '!', unknown: '?'},
	further: '>',
	bar: ['#', '.'],
};

type Environment = {env: NodeJS.ProcessEnv; platform: NodeJS.Platform};

/** A locale of UTF-8 and a font that has the signs. The console of older Windows has neither. */
export function signsFor({env, platform}: Environment): Signs {
	const {TERM, WT_SESSION, TERM_PROGRAM, ConEmuTask} = env;
	const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
	const isUnicode =
		platform === 'win32'
			? Boolean(WT_SESSION || TERM_PROGRAM || ConEmuTask)
			: /utf-?8/i.test(locale) && TERM !== 'linux' && TERM !== 'dumb';

	return isUnicode ? drawn : ascii;
}

export const signs = signsFor(process);
