import {Box, Text, type TextProps} from 'ink';
import {Fragment, memo} from 'react';
import stringWidth from 'string-width';
import type {Span} from '../../changes/changed-words.ts';
import {printable} from '../../output/sanitise.ts';
import type {Tone} from '../../run/entry.ts';
import {fitText} from './fit-text.ts';
import {useFrameRow} from './frame-rows.ts';
import {useTheme} from './theme.ts';
import {useWidth} from './width.ts';

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
	/** Parts of a single row that are marked. */
	spans?: readonly Span[];
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
export const Words = memo(function Words({
	children,
	tone = 'plain',
	fit = 'wrap',
	marks = [],
	spans = [],
}: Props) {
	const {colour} = useTheme();
	const {columns, isScrollback} = useWidth();
	const lines = linesOf(printable(children).replaceAll('\t', '  '), fit, columns);
	const longest = Math.max(...lines.map(line => line.length));
	const isCut = fit === 'cut' || fit === 'cut-middle';
	const widths = lines.map(line =>
		isCut ? Math.min(stringWidth(line), columns) : stringWidth(line),
	);
	useFrameRow({columns, widths});
	const isWhole = isScrollback && fit === 'exact' && longest > columns;
	const whole = lines.join('\n');
	// What the sanitizer takes away moves the rest.
	const isSame = whole === children;
	const marked = lines.length > 1 ? [] : isSame && spans.length > 0 ? spans : spansOf(whole, marks);
	const text = (
		<Text {...(colour ? looks[tone] : {})} wrap={wraps[fit]}>
			{marked.length > 0 ? <Marked spans={marked}>{whole}</Marked> : whole}
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
});

/** Where the marks are first found; what two share is marked once. */
function spansOf(text: string, marks: readonly string[]): Span[] {
	const lower = text.toLowerCase();

	return marks
		.map((mark): Span => {
			const at = lower.indexOf(mark.toLowerCase());
			return [at, at + mark.length];
		})
		.filter(([from]) => from >= 0)
		.sort(([one], [other]) => one - other)
		.filter(([from], index, all) => all.slice(0, index).every(([, to]) => to <= from));
}

/** Underlined, so that it is seen without color. */
const Marked = ({spans, children}: {spans: readonly Span[]; children: string}) => (
	<>
		{spans.map(([from, to], index) => (
			<Fragment key={from}>
				{children.slice(spans[index - 1]?.[1] ?? 0, from)}
				<Text underline>{children.slice(from, to)}</Text>
			</Fragment>
		))}
		{children.slice(spans.at(-1)?.[1] ?? 0)}
	</>
);

function linesOf(text: string, fit: Props['fit'], columns: number): string[] {
	switch (fit) {
		case 'exact':
			return text.split('\n');
		case 'cut':
		case 'cut-middle':
			return [text.replaceAll('\n', ' ')];
		default:
			return fitText(text, columns);
	}
}
