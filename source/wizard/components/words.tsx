import {Text, type TextProps} from 'ink';
import {sanitise} from '../../output/sanitise.ts';
import type {Tone} from '../entry.ts';
import {useSurroundings} from './surroundings.ts';

const looks: Record<Tone, Omit<TextProps, 'children'>> = {
	plain: {},
	strong: {bold: true},
	dim: {dimColor: true},
	good: {color: 'green'},
	warning: {color: 'yellow'},
	bad: {color: 'red', bold: true},
};

type Props = {
	children: string;
	tone?: Tone;
	/** `cut` keeps to one row; `cut-middle` keeps both ends, for ARNs. */
	fit?: 'wrap' | 'cut' | 'cut-middle';
};

const wraps = {wrap: 'wrap', cut: 'truncate-end', 'cut-middle': 'truncate-middle'} as const;

/** The one way to a terminal: nothing is painted that did not pass the sanitiser. */
export function Words({children, tone = 'plain', fit = 'wrap'}: Props) {
	const {colour} = useSurroundings();
	const clean = sanitise(children).replaceAll('\t', '  ');
	const shown = fit === 'wrap' ? clean : clean.replaceAll('\n', ' ');

	return (
		<Text {...(colour ? looks[tone] : {})} wrap={wraps[fit]}>
			{shown}
		</Text>
	);
}
