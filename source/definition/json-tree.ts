import type {Node} from 'jsonc-parser';

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

	return propertiesOf(node).findLast(property => property.children?.[0]?.value === segment)
		?.children?.[1];
}
