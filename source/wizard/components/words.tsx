import {Box, Text, type TextProps} from 'ink';
import {memo} from 'react';
import stringWidth from 'string-width';
import type {Span} from '../../changes/changed-words.ts';
import {fitText} from '../../output/fit-text.ts';
import {type JsonToken, jsonTokens} from '../../output/json-tokens.ts';
import {printable} from '../../output/sanitise.ts';
import {useFrameRow} from './frame-rows.ts';
import {type Look, looks} from './look.ts';
import {useTheme} from './theme.ts';
import {useWidth} from './width.ts';

type Props = {
	children: string;
	tone?: Look;
	/** Words that are marked where they occur in a single row. */
	marks?: readonly string[];
	/** Parts of a single row that are marked. */
	spans?: readonly Span[];
	/** Where a part of a line is shown: what the whole line says of it. */
	tokens?: readonly JsonToken[];
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
	tokens,
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
	const isJson = colour && (tone === 'plain' || tone === 'good' || tone === 'bad');
	const colored = isJson ? (tokens ?? jsonTokens(whole)) : [];
	const text = (
		<Text {...(colour ? looks[tone] : {})} wrap={wraps[fit]}>
			{marked.length > 0 || colored.length > 0 ? (
				<Parts marks={marked} tokens={colored}>
					{whole}
				</Parts>
			) : (
				whole
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

/** As jq and gh color them. Strings keep the color of their line: they say what is added and what is removed. */
const jsonLooks = {
	key: {bold: true, color: 'blue'},
	literal: {color: 'magenta'},
} as const satisfies Record<JsonToken['kind'], Omit<TextProps, 'children'>>;

type PartsProps = {marks: readonly Span[]; tokens: readonly JsonToken[]; children: string};

/** Marks are underlined, so that they are seen without color. */
function Parts({marks, tokens, children}: PartsProps) {
	const cuts = [...marks.flat(), ...tokens.flatMap(({from, to}) => [from, to]), children.length]
		.filter(cut => cut > 0)
		.sort((one, other) => one - other);
	let at = 0;
	let [mark, token] = [0, 0];

	return cuts.map(cut => {
		const from = at;
		at = cut;
		mark += (marks[mark]?.[1] ?? cut) <= from ? 1 : 0;
		token += (tokens[token]?.to ?? cut) <= from ? 1 : 0;
		const [start = cut] = marks[mark] ?? [];
		const found = tokens[token];

		return (
			from < cut && (
				<Text
					key={from}
					underline={start <= from}
					{...(found && found.from <= from && jsonLooks[found.kind])}
				>
					{children.slice(from, cut)}
				</Text>
			)
		);
	});
}

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
