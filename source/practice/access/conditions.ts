import {BlockList, isIP} from 'node:net';
import {type Context, matchesPattern, readPattern} from './pattern.ts';
import type {Condition} from './policy.ts';

type Compare = (wanted: string, given: string, variables: Context | null) => boolean;

const asText =
	(wildcards: boolean): Compare =>
	(wanted, given, variables) => {
		const pattern = readPattern(wanted, {wildcards, variables});

		return pattern !== null && matchesPattern(pattern, given);
	};

/** The six parts of an ARN are compared each by itself: a wildcard does not reach across a colon. */
const asArn: Compare = (wanted, given, variables) => {
	const [patterns, parts] = [arnParts(wanted), arnParts(given)];

	return (
		patterns.length === 6 &&
		parts.length === 6 &&
		patterns.every((pattern, index) => asText(true)(pattern, parts[index] ?? '', variables))
	);
};

/** A colon within `${…}` separates nothing. */
function arnParts(text: string): string[] {
	const parts = text.split(/:(?![^{}]*\})/);

	return parts.length < 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

const asNumber =
	(holds: (given: number, wanted: number) => boolean): Compare =>
	(wanted, given) =>
		holds(Number(given), Number(wanted));

const asDate =
	(holds: (given: number, wanted: number) => boolean): Compare =>
	(wanted, given) =>
		holds(timeOf(given), timeOf(wanted));

/** ISO 8601, or seconds since 1970. */
const timeOf = (text: string): number =>
	/^\d{5,}$/.test(text) ? Number(text) * 1000 : Date.parse(text);

const inRange: Compare = (wanted, given) => {
	const [network = '', bits] = wanted.split('/');
	const version = isIP(network);

	if (version === 0 || version !== isIP(given)) {
		return false;
	}

	const family = version === 4 ? 'ipv4' : 'ipv6';
	const range = new BlockList();
	range.addSubnet(network, bits === undefined ? (version === 4 ? 32 : 128) : Number(bits), family);

	return range.check(given, family);
};

/** By name in lower case, without Not, the set operator and IfExists. */
const comparisons: Record<string, Compare> = {
	stringequals: asText(false),
	stringequalsignorecase: (wanted, given, variables) =>
		asText(false)(wanted.toLowerCase(), given.toLowerCase(), variables),
	stringlike: asText(true),
	arnequals: asArn,
	arnlike: asArn,
	bool: (wanted, given) => wanted.toLowerCase() === given.toLowerCase(),
	binaryequals: (wanted, given) => wanted === given,
	ipaddress: inRange,
	numericequals: asNumber((given, wanted) => given === wanted),
	numericlessthan: asNumber((given, wanted) => given < wanted),
	numericlessthanequals: asNumber((given, wanted) => given <= wanted),
	numericgreaterthan: asNumber((given, wanted) => given > wanted),
	numericgreaterthanequals: asNumber((given, wanted) => given >= wanted),
	dateequals: asDate((given, wanted) => given === wanted),
	datelessthan: asDate((given, wanted) => given < wanted),
	datelessthanequals: asDate((given, wanted) => given <= wanted),
	dategreaterthan: asDate((given, wanted) => given > wanted),
	dategreaterthanequals: asDate((given, wanted) => given >= wanted),
};

/**
 * Of a condition's values one is enough.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function conditionHolds(
	{operator, key, values: wanted}: Condition,
	context: Context,
	variables: boolean,
): boolean {
	const [, set, name = '', ifExists] =
		/^(?:(forallvalues|foranyvalue):)?(\w+?)(ifexists)?$/.exec(operator.toLowerCase()) ?? [];
	const given = context.get(key.toLowerCase()) ?? [];

	if (name === 'null') {
		return wanted.some(value => (value.toLowerCase() === 'true') === (given.length === 0));
	}

	const negated = name.includes('not');
	const compare = comparisons[name.replace('not', '')];

	if (!compare) {
		return false;
	}

	// A key that the request does not carry: a negated operator holds, any other does not.
	if (given.length === 0) {
		return set === 'forallvalues' || (set !== 'foranyvalue' && (negated || ifExists !== undefined));
	}

	const fits = (value: string): boolean =>
		wanted.some(each => compare(each, value, variables ? context : null)) !== negated;

	return set === 'foranyvalue' || (set === undefined && !negated)
		? given.some(fits)
		: given.every(fits);
}
