import {type Node, parseTree} from 'jsonc-parser';

type Path = readonly (string | number)[];

/** What an edit means, said without any text: a copy of `value` with `to` set at `path`. */
export function setAt(value: unknown, path: Path, to: unknown): unknown {
	const [segment, ...deeper] = path;

	if (segment === undefined) {
		return to;
	}

	if (Array.isArray(value)) {
		const items = [...value];
		items[Number(segment)] = setAt(items[Number(segment)], deeper, to);

		return items;
	}

	const entries = Object.entries(value ?? {});
	const known = entries.some(([key]) => key === segment);
	const changed = entries.map(([key, item]) => [
		key,
		key === segment ? setAt(item, deeper, to) : item,
	]);

	return Object.fromEntries(
		known ? changed : [...changed, [segment, setAt(undefined, deeper, to)]],
	);
}

/** The range of `text` that an edit at `path` may change; found by walking the tree anew. */
export function rangeOf(text: string, path: Path): {start: number; end: number} {
	let node = parseTree(text);

	for (const segment of path) {
		const next = node && child(node, segment);

		if (!next) {
			return gapOf(node);
		}

		node = next;
	}

	return {start: node?.offset ?? 0, end: node ? node.offset + node.length : 0};
}

const child = (node: Node, segment: string | number): Node | undefined =>
	node.type === 'array'
		? node.children?.[Number(segment)]
		: node.children?.findLast(property => property.children?.[0]?.value === segment)?.children?.[1];

/** Behind the last child; in an empty container, all between its brackets. */
function gapOf(container: Node | undefined): {start: number; end: number} {
	const last = container?.children?.at(-1);
	const start = last ? last.offset + last.length : (container?.offset ?? 0) + 1;
	const end = last ? start : (container?.offset ?? 0) + (container?.length ?? 0) - 1;

	return {start, end};
}
