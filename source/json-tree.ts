import {type Node, type ParseError, parseTree} from 'jsonc-parser';

type Tree = {root: Node | undefined; errors: readonly ParseError[]};

let last: {text: string; tree: Tree} | null = null;

/** What is read first as a file and then as a definition is one text: it is parsed once. */
export function treeOf(text: string): Tree {
	if (last?.text !== text) {
		const errors: ParseError[] = [];
		const root = parseTree(text, errors, {disallowComments: true});
		last = {text, tree: {root, errors}};
	}

	return last.tree;
}

/** The `property` nodes of an object: each has a key node and a value node. */
export const propertiesOf = (node: Node): Node[] =>
	node.type === 'object'
		? (node.children ?? []).filter(property => property.children?.length === 2)
		: [];

/** The value of a property or the item of an array. Of repeated keys the last counts, as in JSON.parse. */
export function childOf(node: Node, segment: string | number): Node | undefined {
	if (node.type === 'array') {
		return node.children?.[Number(segment)];
	}

	return byName(node).get(segment);
}

const named = new WeakMap<Node, ReadonlyMap<unknown, Node | undefined>>();

/** A definition can have thousands of states: their names are looked through once. */
function byName(node: Node): ReadonlyMap<unknown, Node | undefined> {
	const found =
		named.get(node) ??
		new Map(propertiesOf(node).map(({children}) => [children?.[0]?.value, children?.[1]]));
	named.set(node, found);
	return found;
}

/** No workflow comes near: each nested Map or Parallel state adds four to six levels. */
export const deepest = 400;

export const nestsTooDeeply = (text: string): boolean => offsetTooDeep(text) !== null;

let searched: {text: string; offset: number | null} | null = null;

/** Where brackets, outside of strings, first nest too deeply for a parser that is recursive. Each reader of a text asks. */
export function offsetTooDeep(text: string): number | null {
	searched = searched?.text === text ? searched : {text, offset: findTooDeep(text)};
	return searched.offset;
}

function findTooDeep(text: string): number | null {
	let depth = 0;
	let inString = false;

	for (let offset = 0; offset < text.length; offset++) {
		const character = text[offset];

		if (inString) {
			offset += character === '\\' ? 1 : 0;
			inString = character !== '"' && character !== '\n';
			continue;
		}

		inString = character === '"';
		depth += character === '{' || character === '[' ? 1 : 0;
		depth -= character === '}' || character === ']' ? 1 : 0;

		if (depth > deepest) {
			return offset;
		}
	}

	return null;
}
