/** What a JSON text says; undefined where there is none, or none that can be read. */
export function parseJson(text: string | null): unknown {
	try {
		return text === null ? undefined : JSON.parse(text);
	} catch {
		return undefined;
	}
}
