import {
	type Carried,
	type ComparisonScope,
	carriedStart,
	carriedText,
	operators,
} from './comparisons.ts';
import type {ConditionBlock} from './document.ts';
import {deploymentUnsettled} from './open-parts.ts';
import type {ContextValue} from './request.ts';
import {allOf, anyOf, not, type Truth, truthOf} from './truth.ts';

type ParsedOperator = {name: string; set: 'all' | 'any' | null; ifExists: boolean};

/** Every operator and key must hold; of a key's values one is enough. */
export function conditionHolds(
	condition: ConditionBlock | undefined,
	scope: ComparisonScope,
): Truth {
	if (condition === undefined) {
		return 'yes';
	}

	return allOf(
		Object.entries(condition).flatMap(([operator, keys]) =>
			Object.entries(keys).map(([key, values]) =>
				keyHolds(parseOperator(operator), key, values, scope),
			),
		),
	);
}

function keyHolds(
	parsed: ParsedOperator,
	key: string,
	wanted: string[],
	scope: ComparisonScope,
): Truth {
	const value = scope.lookup(key);

	if (value === 'unknown') {
		return {dependsOn: [key]};
	}

	if (typeof value === 'object' && 'either' in value) {
		const [first, ...others] = value.either.map(one => valueHolds(parsed, key, one, wanted, scope));
		return first !== undefined && others.every(other => other === first)
			? first
			: {dependsOn: [key]};
	}

	return valueHolds(parsed, key, value, wanted, scope);
}

type OneValue = Exclude<ContextValue, 'unknown' | {either: unknown}>;

function valueHolds(
	parsed: ParsedOperator,
	key: string,
	value: OneValue,
	wanted: string[],
	scope: ComparisonScope,
): Truth {
	if (parsed.name === 'null') {
		if (wanted.some(text => scope.openParts?.isIn(text))) {
			return {dependsOn: [deploymentUnsettled]};
		}

		return truthOf(wanted.some(text => (text.toLowerCase() === 'true') === (value === 'absent')));
	}

	const operator = operators.get(parsed.name);

	if (operator === undefined) {
		return {dependsOn: [key]};
	}

	if (value === 'absent') {
		return withoutValue(parsed, key, operator.negated);
	}

	const judged = carriedBy(key, value).map(carried => {
		const matched = anyOf(wanted.map(text => operator.compare(text, carried, scope)));
		return operator.negated ? not(matched) : matched;
	});

	return needsEvery(parsed, operator.negated) ? allOf(judged) : anyOf(judged);
}

/**
 * A negated operator holds where the key is absent.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
function withoutValue({set, ifExists}: ParsedOperator, key: string, negated: boolean): Truth {
	if (set === 'any') {
		// AWS does not document which of the two wins; reports say that IfExists has no effect here.
		return ifExists ? {dependsOn: [key]} : 'no';
	}

	return truthOf(ifExists || set === 'all' || negated);
}

const needsEvery = ({set}: ParsedOperator, negated: boolean): boolean =>
	set === 'all' || (set === null && negated);

const carriedBy = (key: string, value: Exclude<OneValue, string>): Carried[] =>
	'known' in value
		? value.known.map(text => carriedText(key, text))
		: [carriedStart(key, value.startsWith)];

function parseOperator(operator: string): ParsedOperator {
	const lower = operator.toLowerCase();
	const ifExists = lower.endsWith('ifexists');
	const whole = ifExists ? lower.slice(0, -'ifexists'.length) : lower;

	if (whole.startsWith('forallvalues:')) {
		return {name: whole.slice('forallvalues:'.length), set: 'all', ifExists};
	}

	return whole.startsWith('foranyvalue:')
		? {name: whole.slice('foranyvalue:'.length), set: 'any', ifExists}
		: {name: whole, set: null, ifExists};
}
