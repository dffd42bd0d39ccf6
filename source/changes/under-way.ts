const underWay = new Set<Promise<unknown>>();

/** A write from its record to the record of its outcome: a signal that ends the program waits for it. */
export function whileUnderWay<Value>(write: Promise<Value>): Promise<Value> {
	const settled = write.then(
		() => {},
		() => {},
	);
	underWay.add(settled);
	settled.finally(() => underWay.delete(settled));
	return write;
}

export const isWriteUnderWay = (): boolean => underWay.size > 0;

export const writesUnderWay = async (): Promise<void> => {
	await Promise.all(underWay);
};
