import {type Node, parseTree} from 'jsonc-parser';
import {childOf} from '../json-tree.ts';
import {parseDefinition} from './parse-definition.ts';
import {printJson} from './print-json.ts';
import {endOf, inner, styleOf} from './text-style.ts';

/** Sets the property or array item at `path`; objects missing on the way are made. */
export type Edit = {path: (string | number)[]; value: unknown};

/** The path of an edit leads through something that is neither an object nor an array. */
export class PatchError extends Error {
	override readonly name = 'PatchError';
}

/**
 * The same text with the edits made, one after the other. Outside of what is set not a character
 * changes; what is added is laid out as its surroundings are.
 * Throws DefinitionSyntaxError or PatchError.
 */
export function patchDefinition(text: string, edits: readonly Edit[]): string {
	parseDefinition(text);

	return edits.reduce(patchOnce, text);
}

function patchOnce(text: string, {path, value}: Edit): string {
	const root = parseTree(text);

	if (!root) {
		throw new PatchError('There is no definition to change.');
	}

	const {found, parents, missing} = follow(root, path);
	const container = parents.at(-1);
	const [segment, ...deeper] = missing;

	if (segment !== undefined) {
		return insert(text, found, parents, segment, wrap(deeper, value));
	}

	const style = container && styleOf(text, container, parents.slice(0, -1));
	const printed = style ? printJson(value, inner(style)) : JSON.stringify(value);

	return text.slice(0, found.offset) + printed + text.slice(endOf(found));
}

/** Walks as far along the path as the text goes. `parents` are the containers passed, outermost first. */
function follow(root: Node, path: (string | number)[]) {
	const parents: Node[] = [];
	let found = root;

	for (const [index, segment] of path.entries()) {
		const child = childOf(found, segment);

		if (!child) {
			return {found, parents, missing: path.slice(index)};
		}

		parents.push(found);
		found = child;
	}

	return {found, parents, missing: []};
}

function wrap(path: (string | number)[], value: unknown): unknown {
	return path.reduceRight((within, segment) => {
		if (typeof segment === 'number') {
			throw new PatchError(`There is no list to set item ${segment} of.`);
		}

		return {[segment]: within};
	}, value);
}

function insert(
	text: string,
	container: Node,
	parents: readonly Node[],
	segment: string | number,
	value: unknown,
): string {
	const style = styleOf(text, container, parents);
	const added = label(container, segment, style.colon) + printJson(value, inner(style));
	const last = container.children?.at(-1);

	if (last) {
		return text.slice(0, endOf(last)) + style.comma + added + text.slice(endOf(last));
	}

	const start = container.offset + 1;
	const end = endOf(container) - 1;

	return text.slice(0, start) + style.childGap + added + style.endGap + text.slice(end);
}

function label(container: Node, segment: string | number, colon: string): string {
	if (container.type === 'object') {
		return JSON.stringify(String(segment)) + colon;
	}

	if (container.type === 'array' && segment === (container.children?.length ?? 0)) {
		return '';
	}

	throw new PatchError(
		container.type === 'array'
			? `The list has no item ${segment}, and it is not the next one either.`
			: `There is no object to set ${JSON.stringify(segment)} in.`,
	);
}
