/**
 * Which lists were written as one bare value. Remembered, so that what nobody touches is printed as it stood
 * and a diff shows the change alone.
 */
const writtenBare = new WeakSet<readonly unknown[]>();

export function asList<Item>(value: unknown, read: (item: unknown, index: number) => Item): Item[] {
	if (Array.isArray(value)) {
		return value.map(read);
	}

	const list = [read(value, 0)];
	writtenBare.add(list);
	return list;
}

/** The bare value where the list was written as one. */
export const asWritten = <Item>(list: readonly Item[]): readonly Item[] | Item | undefined =>
	list.length === 1 && writtenBare.has(list) ? list[0] : list;
