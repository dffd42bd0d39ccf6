/** The text is no policy; the message is one sentence for the person. */
export class PolicySyntaxError extends Error {
	override readonly name = 'PolicySyntaxError';
}

/** The fields of a JSON object in their order; throws where there are others than the known ones. */
export function fieldsOf(
	value: unknown,
	where: string,
	known: readonly string[] | null,
): Map<string, unknown> {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new PolicySyntaxError(`${where} must be a JSON object, not ${kindOf(value)}.`);
	}

	const fields = new Map<string, unknown>(Object.entries(value));
	const stranger = known && [...fields.keys()].find(name => !known.includes(name));

	if (known && stranger) {
		throw new PolicySyntaxError(
			`${where} has an unknown element "${stranger}"${hint(stranger, known)}.`,
		);
	}

	return fields;
}

function hint(stranger: string, known: readonly string[]): string {
	const meant = known.find(name => name.toLowerCase() === stranger.toLowerCase());
	return meant === undefined ? '' : `; write "${meant}", since case counts`;
}

export function single(value: unknown, where: string): string {
	if (typeof value !== 'string') {
		throw new PolicySyntaxError(`${where} must be a string, not ${kindOf(value)}.`);
	}

	return value;
}

/** Condition values may be written as numbers and booleans. */
export function scalar(value: unknown, where: string): string {
	return typeof value === 'number' || typeof value === 'boolean'
		? String(value)
		: single(value, where);
}

function kindOf(value: unknown): string {
	if (value === null) {
		return 'null';
	}

	if (Array.isArray(value)) {
		return 'a list';
	}

	return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
