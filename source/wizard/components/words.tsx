import {Box, Text, type TextProps} from 'ink';
import {printable} from '../../output/sanitise.ts';
import type {Tone} from '../../run/entry.ts';
import {useFrameRow} from './frame-rows.ts';
import {useTheme} from './theme.ts';
import {useWidth} from './width.ts';
import {wrapText} from './wrap-text.ts';

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
	/**
	 * `wrap` breaks between words, `exact` leaves every line as it is, for what is copied or compared; `cut` keeps to
	 * one row, `cut-middle` keeps both ends of it, for ARNs.
	 */
	fit?: 'wrap' | 'exact' | 'cut' | 'cut-middle';
};

/** What is left to Ink, once the lines are broken here: it would break inside of words. */
const wraps = {
	wrap: 'wrap',
	exact: 'wrap',
	cut: 'truncate-end',
	'cut-middle': 'truncate-middle',
} as const;

/** The one way to a terminal: nothing is painted that did not pass the sanitizer. */
export function Words({children, tone = 'plain', fit = 'wrap'}: Props) {
	const {colour} = useTheme();
	const {columns, isScrollback} = useWidth();
	const lines = linesOf(printable(children).replaceAll('\t', '  '), fit, columns);
	const longest = Math.max(...lines.map(line => line.length));
	const isCut = fit === 'cut' || fit === 'cut-middle';
	const widths = lines.map(line => (isCut ? Math.min(line.length, columns) : line.length));
	useFrameRow({columns, widths});
	const isWhole = isScrollback && (fit === 'wrap' || fit === 'exact') && longest > columns;
	const text = (
		<Text {...(colour ? looks[tone] : {})} wrap={wraps[fit]}>
			{lines.join('\n')}
		</Text>
	);

	// Wide enough for Ink to leave it alone: a character takes at most two columns. The terminal breaks it, and joins
	// it again when it is copied.
	return isWhole ? (
		<Box width={longest * 2} flexShrink={0}>
			{text}
		</Box>
	) : (
		text
	);
}

function linesOf(text: string, fit: Props['fit'], columns: number): string[] {
	switch (fit) {
		case 'exact':
			return text.split('\n');
		case 'cut':
		case 'cut-middle':
			return [text.replaceAll('\n', ' ')];
		default:
			return wrapText(text, columns);
	}
}
