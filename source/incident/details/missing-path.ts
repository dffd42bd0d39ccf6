export type MissingPath = {path: string; field: string | null; keys: string[]};

const jsonPath =
	/JSON-?Path '(.{1,200}?)' specified for the field '(.{1,200}?)' could not be found in the input\b ?'?/i;
const expression = /JSONata expression '(.{1,200}?)' specified for the field '([^']{1,200})'/i;
const choicePath = /Invalid path '(.{1,200}?)'(?= ?:|$)/i;

/** The path that found nothing, the field that asked for it, and the keys that the input has instead. */
export function missingPath(text: string): MissingPath | null {
	const found = jsonPath.exec(text) ?? expression.exec(text) ?? choicePath.exec(text);

	if (!found) {
		return null;
	}

	const after = text.slice(found.index + found[0].length);
	const keys = jsonPath.test(found[0]) ? topLevelKeys(after.slice(0, 4000)) : [];
	return {path: found[1] ?? '', field: found[2] ?? null, keys};
}

/** Read by hand: what a message quotes is often cut off, and then not JSON. */
function topLevelKeys(text: string): string[] {
	const keys: string[] = [];
	let depth = 0;

	for (const [token, key] of text.matchAll(
		/"((?:[^"\\]|\\.){0,200})"\s?(?=:)|"(?:[^"\\]|\\.){0,2000}"|[{}[\]]/g,
	)) {
		if (token === '{' || token === '[') {
			depth += 1;
		} else if (token === '}' || token === ']') {
			depth -= 1;
		} else if (key !== undefined && depth === 1) {
			keys.push(key);
		}

		if (depth <= 0) {
			break;
		}
	}

	return keys.slice(0, 20);
}
