import {isObject} from '../json.ts';

type Conditions = {
	/** A condition of the template by its name. */
	named(name: string): unknown;
	text(value: unknown): string | null;
	/** Runs the work, once, unless it is running already under this name. */
	once<Value>(name: string, work: () => Value, otherwise: Value): Value;
	isOpen(text: string): boolean;
};

/**
 * Null where the file does not tell.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html
 */
export function conditionHolds(condition: unknown, conditions: Conditions): boolean | null {
	const {named, once, text, isOpen} = conditions;

	if (typeof condition === 'string') {
		const found = named(condition);
		return found === undefined
			? null
			: once(`if ${condition}`, () => conditionHolds(found, conditions), null);
	}

	const [name = '', value] = (isObject(condition) && Object.entries(condition)[0]) || [];
	const list = Array.isArray(value) ? value : [];
	const inner = () => list.map(one => conditionHolds(one, conditions));

	switch (name) {
		case 'Condition':
			return conditionHolds(String(value), conditions);
		case 'Fn::Not': {
			const [one = null] = inner();
			return one === null ? null : !one;
		}
		case 'Fn::And':
			return all(inner());
		case 'Fn::Or': {
			const none = all(inner().map(one => (one === null ? null : !one)));
			return none === null ? null : !none;
		}
		case 'Fn::Equals': {
			const [left = null, right = null] = list.map(text);
			return left === null || right === null || isOpen(left) || isOpen(right)
				? null
				: left === right;
		}
		default:
			return null;
	}
}

const all = (truths: (boolean | null)[]): boolean | null =>
	truths.includes(false) ? false : truths.includes(null) ? null : true;

/**
 * Work that leads back to itself gets `otherwise`: a template can refer in a circle. What is found is kept: forty
 * conditions that each name the next one twice are a million millions of questions.
 */
export function oncePerName(): Conditions['once'] {
	const answers = new Map<string, {value: unknown}>();

	return <Value>(name: string, work: () => Value, otherwise: Value): Value => {
		const known = answers.get(name);

		if (known) {
			return known.value as Value;
		}

		answers.set(name, {value: otherwise});
		const value = work();
		answers.set(name, {value});
		return value;
	};
}
