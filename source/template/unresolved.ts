import {parseJson} from '../json.ts';
import type {OpenParts} from '../policy/open-parts.ts';
import {anythingGlob, type Glob, globOf, hasWildcard, joinGlobs} from '../policy/wildcard.ts';

/**
 * A text that only the deployment knows is replaced by a marker: a word that is valid wherever a name is and that
 * occurs nowhere else, so that the same unknown on both sides of a comparison is the same. No pattern that somebody
 * writes starts or ends with two underscores, so that none matches a marker for its letters.
 *
 * `named`: the physical name of a resource of the file. Two of them are never the same, and none is a text that
 * somebody wrote; a pattern with a wildcard can match one.
 * `open`: it can be anything, also what another text says.
 */
export type MarkerKind = 'named' | 'open';

export type Markers = {
	/** The marker of this expression, always the same one. `expression` is what a person reads: `Queue.Arn`. */
	of(expression: string, kind: MarkerKind): string;
	/** Shows the text, which has a marker in it, as this expression. */
	showAs(text: string, expression: string): void;
	/** The text with `${Queue.Arn}` in place of each marker. */
	show(text: string): string;
};

/** The account and region stand-ins have the shape that ARNs require. They are `open` as well. */
export const unknownAccount = '098765098765';
export const unknownRegion = 'xx-unknown-1';

/** What stands for the name of a state machine whose definition is alone in the file. */
export const ownName = 'STATE-MACHINE-NAME';

const patterns: Record<MarkerKind, string> = {
	named: '__named\\d+x\\w*?__',
	open: `__open\\d+x\\w*?__|${unknownAccount}|${unknownRegion}`,
};

const anyMarker = new RegExp(`${patterns.named}|${patterns.open}`, 'g');

export function createMarkers(): Markers {
	const markers = new Map<string, string>();
	const wholes = new Map<string, string>();
	const expressions = new Map<string, string>([
		[unknownAccount, 'AWS::AccountId'],
		[unknownRegion, 'AWS::Region'],
	]);

	return {
		of(expression, kind) {
			const known = markers.get(expression);

			if (known !== undefined) {
				return known;
			}

			const word = expression.replace(/[\W_]/g, '').slice(0, 40);
			const marker = `__${kind}${markers.size}x${word}__`;
			markers.set(expression, marker);
			expressions.set(marker, expression);

			return marker;
		},
		showAs: (text, expression) => wholes.set(text, `\${${expression}}`),
		show: text =>
			[...wholes]
				.reduce((shown, [whole, as]) => shown.replaceAll(whole, as), text)
				.replace(anyMarker, marker =>
					expressions.has(marker) ? `\${${expressions.get(marker)}}` : marker,
				),
	};
}

/**
 * A definition in which a marker stands where a number or an object belongs: as a text it is valid JSON, and what it
 * stands for stays unknown.
 */
export const quoted = (text: string): string =>
	parseJson(text) === undefined
		? text.replace(/"(?:[^"\\\n]|\\.)*"|__(?:open|named)\d+x\w*?__/g, found =>
				found.startsWith('"') ? found : `"${found}"`,
			)
		: text;

const finders: Record<MarkerKind, RegExp> = {
	named: new RegExp(patterns.named),
	open: new RegExp(patterns.open),
};

export const hasMarker = (text: string, kind: MarkerKind): boolean => finders[kind].test(text);

export const hasAnyMarker = (text: string): boolean =>
	finders.named.test(text) || finders.open.test(text);

const replacers: Record<MarkerKind, RegExp> = {
	named: new RegExp(patterns.named, 'g'),
	open: new RegExp(patterns.open, 'g'),
};

/** With `*` in place of every marker of the kind. */
export const withoutMarkers = (text: string, kind: MarkerKind): string =>
	text.replace(replacers[kind], '*');

const anythingFor = (glob: Glob, kind: MarkerKind): Glob =>
	joinGlobs([glob.replace(replacers[kind], anythingGlob)]);

/** No policy holds these two characters. */
const fenced = (glob: Glob): Glob =>
	joinGlobs([glob.replace(anyMarker, marker => `\uE010${marker}\uE011`)]);

const anyAccount = globOf('?'.repeat(unknownAccount.length));

/** A made-up name is not known either, but only a wildcard that is written by hand can fit it. */
export const openParts: OpenParts = {
	isIn: hasAnyMarker,
	certain: fenced,
	possible(glob, other) {
		const inDigits = joinGlobs([glob.replaceAll(unknownAccount, anyAccount)]);
		const opened = anythingFor(inDigits, 'open');
		return hasWildcard(other) || /__open\d+x/.test(other) ? anythingFor(opened, 'named') : opened;
	},
};

/** `ImportValue network-Vpc`, as short as it can be told apart. */
export const callWords = (name: string, value: unknown): string =>
	`${name.replace('Fn::', '')} ${typeof value === 'string' ? value : JSON.stringify(value)}`.slice(
		0,
		120,
	);
