import {Box, Text, type TextProps} from 'ink';
import {Fragment} from 'react';
import stringWidth from 'string-width';
import {printable} from '../../output/sanitise.ts';
import type {Tone} from '../../run/entry.ts';
import {useFrameRow} from './frame-rows.ts';
import {useTheme} from './theme.ts';
import {useWidth} from './width.ts';
import {wrapText} from './wrap-text.ts';

/** `accent`: what the next key acts on. One color, and never the only sign of it. */
type Look = Tone | 'accent';

const looks: Record<Look, Omit<TextProps, 'children'>> = {
	plain: {},
	strong: {bold: true},
	accent: {bold: true, color: 'cyan'},
	dim: {dimColor: true},
	good: {color: 'green'},
	warning: {color: 'yellow'},
	bad: {color: 'red', bold: true},
};

type Props = {
	children: string;
	tone?: Look;
	/** Words that are marked where they occur in a single row. */
	marks?: readonly string[];
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
export function Words({children, tone = 'plain', fit = 'wrap', marks = []}: Props) {
	const {colour} = useTheme();
	const {columns, isScrollback} = useWidth();
	const lines = linesOf(printable(children).replaceAll('\t', '  '), fit, columns);
	const longest = Math.max(...lines.map(line => line.length));
	const isCut = fit === 'cut' || fit === 'cut-middle';
	const widths = lines.map(line =>
		isCut ? Math.min(stringWidth(line), columns) : stringWidth(line),
	);
	useFrameRow({columns, widths});
	const isWhole = isScrollback && (fit === 'wrap' || fit === 'exact') && longest > columns;
	const text = (
		<Text {...(colour ? looks[tone] : {})} wrap={wraps[fit]}>
			{marks.length > 0 && lines.length === 1 ? (
				<Marked marks={marks}>{lines.join('')}</Marked>
			) : (
				lines.join('\n')
			)}
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

/** Underlined, so that it is seen without color. */
function Marked({marks, children}: {marks: readonly string[]; children: string}) {
	const lower = children.toLowerCase();
	const found = marks
		.map(mark => ({at: lower.indexOf(mark.toLowerCase()), length: mark.length}))
		.filter(({at}) => at >= 0)
		.sort((one, other) => one.at - other.at)
		.filter(({at}, index, all) => all.slice(0, index).every(one => one.at + one.length <= at));

	return (
		<>
			{found.map(({at, length}, index) => {
				const before = found[index - 1];
				return (
					<Fragment key={at}>
						{children.slice(before ? before.at + before.length : 0, at)}
						<Text underline>{children.slice(at, at + length)}</Text>
					</Fragment>
				);
			})}
			{children.slice((found.at(-1)?.at ?? 0) + (found.at(-1)?.length ?? 0))}
		</>
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
