import {isObject, parseJson} from '../json.ts';

/**
 * Whether two JSON texts say the same: white space, the order of keys and of list items, and
 * `"x"` against `["x"]` make no difference. That is how IAM reads a policy, and IAM does return
 * trust policies otherwise than they were written.
 */
export const samePolicyText = (one: string, other: string): boolean =>
	one === other || sameBy(one, other, policyMeaning);

/** Whether two JSON texts hold the same values; lists keep their order. */
export const sameJsonText = (one: string, other: string): boolean =>
	one === other || sameBy(one, other, jsonMeaning);

/** Equal for two parts of a policy exactly where they mean the same. */
export function policyMeaning(value: unknown): string {
	if (Array.isArray(value)) {
		const items = [...new Set(value.map(policyMeaning))].sort();
		return items.length === 1 ? String(items[0]) : `[${items.join()}]`;
	}

	return isObject(value) ? objectMeaning(value, policyMeaning) : JSON.stringify(String(value));
}

function jsonMeaning(value: unknown): string {
	if (Array.isArray(value)) {
		return `[${value.map(jsonMeaning).join()}]`;
	}

	return isObject(value) ? objectMeaning(value, jsonMeaning) : JSON.stringify(value);
}

function objectMeaning(value: object, meaning: (value: unknown) => string): string {
	const members = Object.entries(value)
		.filter(([, member]) => member !== undefined)
		.map(([key, member]) => `${JSON.stringify(key)}:${meaning(member)}`);
	return `{${members.sort().join()}}`;
}

function sameBy(one: string, other: string, meaning: (value: unknown) => string): boolean {
	const values = [one, other].map(parseJson);
	return values.every(value => value !== undefined) && meaning(values[0]) === meaning(values[1]);
}
