/** What stands at a dotted path of a message in JSON, as text; null where nothing does. */
export function fieldOf(message: string, path: string): string | null {
	let value = parseJson(message);

	for (const name of path.split('.')) {
		value =
			typeof value === 'object' && value !== null && Object.hasOwn(value, name)
				? (value as Record<string, unknown>)[name]
				: undefined;
	}

	return value === undefined || value === null || typeof value === 'object' ? null : String(value);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
