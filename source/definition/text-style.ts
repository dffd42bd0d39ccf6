import type {Node} from 'jsonc-parser';
import {propertiesOf} from '../json-tree.ts';

/** How an object or array of the live text is laid out, so that what is added looks like the rest. */
export type TextStyle = {
	/** What stands before each child: a line break and its indentation, or what one line uses. */
	childGap: string;
	/** What stands between the last child and the closing bracket. */
	endGap: string;
	/** What a comma looks like, with the white space on both of its sides. */
	comma: string;
	colon: string;
	/** One level of indentation; empty where everything stands on one line. */
	unit: string;
};

const lineBreak = /\r\n|\n|\r/;

/** The style of one container; where it is empty, that of its `parents`, the nearest last. */
export function styleOf(text: string, container: Node, parents: readonly Node[]): TextStyle {
	const children = container.children ?? [];
	const [first] = children;
	const last = children.at(-1);

	if (!first || !last) {
		return styleOfEmpty(text, parents);
	}

	const childGap = lastLineOf(text.slice(container.offset + 1, first.offset));
	const endGap = lastLineOf(text.slice(endOf(last), endOf(container) - 1));

	const containers = [container, ...parents.toReversed()];
	const colon = colonOf(text, containers);
	const unit = unitOf(text, containers, childGap, endGap);

	return {
		childGap,
		endGap,
		comma: commaOf(text, children) ?? firstComma(childGap, colon),
		colon,
		unit,
	};
}

/** Where there is no comma to go by: minified text has no space after its colons, nor after its commas. */
const firstComma = (childGap: string, colon: string) =>
	onOneLine(childGap) ? `,${colon.endsWith(' ') ? ' ' : ''}` : `,${childGap}`;

function styleOfEmpty(text: string, parents: readonly Node[]): TextStyle {
	const parent = parents.at(-1);

	if (!parent) {
		return {childGap: '', endGap: '', comma: ', ', colon: ': ', unit: ''};
	}

	return inner(styleOf(text, parent, parents.slice(0, -1)));
}

/** The style of a new container one level further in. */
export function inner(style: TextStyle): TextStyle {
	if (onOneLine(style.childGap)) {
		return {...style, childGap: '', endGap: '', comma: tight(style.comma)};
	}

	const childGap = style.childGap + style.unit;

	return {...style, childGap, endGap: style.childGap, comma: `,${childGap}`};
}

const onOneLine = (gap: string) => !lineBreak.test(gap);

const tight = (comma: string) => (onOneLine(comma) ? comma : ', ');

/** Blank lines before a child are not a style to repeat. */
function lastLineOf(gap: string): string {
	const breaks = [...gap.matchAll(/\r\n|\n|\r/g)];
	const last = breaks.at(-1);

	return last ? gap.slice(last.index) : gap;
}

function commaOf(text: string, children: readonly Node[]): string | null {
	const [before, after] = children.slice(-2);

	if (!before || !after) {
		return null;
	}

	const gap = text.slice(endOf(before), after.offset);
	const at = gap.indexOf(',');

	return `${lastLineOf(gap.slice(0, at))},${lastLineOf(gap.slice(at + 1))}`;
}

function colonOf(text: string, containers: readonly Node[]): string {
	for (const property of containers.flatMap(propertiesOf)) {
		const [key, value] = property.children ?? [];

		if (key && value) {
			const colon = text.slice(endOf(key), value.offset);

			return onOneLine(colon) ? colon : ': ';
		}
	}

	return ': ';
}

function unitOf(
	text: string,
	containers: readonly Node[],
	childGap: string,
	endGap: string,
): string {
	if (onOneLine(childGap)) {
		return '';
	}

	const unit = afterPrefix(childGap, endGap);

	if (unit !== null) {
		return unit;
	}

	const [, parent] = containers;
	const first = parent?.children?.[0];
	const parentGap = parent && first ? lastLineOf(text.slice(parent.offset + 1, first.offset)) : '';

	return afterPrefix(childGap, parentGap) ?? (childGap.includes('\t') ? '\t' : '  ');
}

const afterPrefix = (longer: string, shorter: string): string | null =>
	lineBreak.test(shorter) && longer.startsWith(shorter) && longer !== shorter
		? longer.slice(shorter.length)
		: null;

export const endOf = (node: Node): number => node.offset + node.length;
