const entities: Record<string, string> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'};

export const escapeXml = (text: string): string =>
	text.replaceAll(/[&<>"]/g, character => entities[character] ?? character);

/** A structure's members, one element each; a list's members are named `member`. */
export const xmlMembers = (structure: object): string =>
	Object.entries(structure)
		.filter(([, value]) => value !== undefined && value !== null)
		.map(([name, value]) => `<${name}>${xmlValue(value)}</${name}>`)
		.join('');

function xmlValue(value: unknown): string {
	if (value instanceof Date) {
		return value.toISOString();
	}

	if (Array.isArray(value)) {
		return value.map(member => `<member>${xmlValue(member)}</member>`).join('');
	}

	return typeof value === 'object' && value !== null ? xmlMembers(value) : escapeXml(String(value));
}
