import type {Tone} from '../../run/entry.ts';

/**
 * `accent`: what the next key acts on. One color, and never the only sign of it. `caution` is for a word or a sign: on a
 * light background yellow is hard to read, so no sentence is yellow.
 */
export type Look = Tone | 'accent' | 'caution';

export type Color = 'cyan' | 'green' | 'yellow' | 'red';

export const looks: Record<Look, {bold?: true; dimColor?: true; color?: Color}> = {
	plain: {},
	strong: {bold: true},
	accent: {bold: true, color: 'cyan'},
	dim: {dimColor: true},
	good: {color: 'green'},
	warning: {bold: true},
	caution: {bold: true, color: 'yellow'},
	bad: {color: 'red', bold: true},
};

/** https://no-color.org */
export const wantsColour = ({NO_COLOR, TERM}: NodeJS.ProcessEnv): boolean =>
	(NO_COLOR ?? '') === '' && TERM !== 'dumb';
