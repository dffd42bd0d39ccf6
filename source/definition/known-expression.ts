import {isObject} from '../json.ts';
import {readPath} from './data-path.ts';
import type {Place} from './place.ts';
import type {QueryLanguage} from './query-language.ts';
import {follow, isComplete, open, type Shape} from './shape.ts';

/** What is known where an expression is evaluated. */
export type Surroundings = {
	language: QueryLanguage;
	input: Shape;
	context: Shape;
	variables: ReadonlyMap<string, Shape>;
};

/** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
export const contextObject = ({stateMachineArn, stateMachineName}: Place): Shape => ({
	StateMachine: {
		...(stateMachineArn !== null && {Id: stateMachineArn}),
		...(stateMachineName !== null && {Name: stateMachineName}),
	},
});

/** The value of an expression, `$$.StateMachine.Id` or `{% $prefix & '/orders' %}`; `open` where it is not known. */
export function knownValue(expression: string, surroundings: Surroundings): Shape {
	const text = expression.trim();

	return surroundings.language === 'JSONata'
		? jsonata(text.replace(/^\{%|%\}$/g, '').trim(), surroundings)
		: jsonPath(text, surroundings);
}

function jsonata(text: string, surroundings: Surroundings): Shape {
	const parts = splitOutside(text, '&').map(part => operand(part.trim(), surroundings));

	if (parts.length === 1) {
		return parts[0];
	}

	return parts.every(part => typeof part === 'string' || typeof part === 'number')
		? parts.join('')
		: open;
}

function operand(text: string, surroundings: Surroundings): Shape {
	const literal = quoted(text);

	if (literal !== null) {
		return literal;
	}

	return /^-?\d{1,15}$/.test(text) ? Number(text) : referenced(text, surroundings);
}

function jsonPath(text: string, surroundings: Surroundings): Shape {
	const [, list] = /^States\.Format\((.*)\)$/s.exec(text) ?? [];

	if (list === undefined) {
		return referenced(text, surroundings);
	}

	const [template, ...values] = splitOutside(list, ',').map(part => {
		const each = part.trim();
		return (
			quoted(each) ?? (/^-?\d{1,15}$/.test(each) ? Number(each) : jsonPath(each, surroundings))
		);
	});
	const fits = values.every(value => typeof value === 'string' || typeof value === 'number');
	const given = [...values];

	return typeof template === 'string' && !template.includes('\\') && fits
		? template.replaceAll('{}', () => String(given.shift() ?? ''))
		: open;
}

/** A path into the input, the context object or a variable. */
function referenced(text: string, {language, input, context, variables}: Surroundings): Shape {
	const path = readPath(text, language);

	if (path && path.of !== 'result' && !/^\$[A-Za-z_]/.test(text.replace('$states.', '$.'))) {
		return follow(path.of === 'context' ? context : input, path.steps);
	}

	const [, name = '', rest = ''] = /^\$([A-Za-z_]\w{0,80})(.*)$/s.exec(text) ?? [];
	const inside = readPath(`$${rest}`);

	return variables.has(name) && inside ? follow(variables.get(name), inside.steps) : open;
}

function quoted(text: string): string | null {
	const [, double, single] = /^(?:"([^"\\]*)"|'([^'\\]*)')$/.exec(text) ?? [];
	return double ?? single ?? null;
}

/** Splits outside of quotes and brackets; one part where the text does not end as it begins. */
function splitOutside(text: string, separator: string): string[] {
	const parts = [''];
	let depth = 0;
	let quote = '';

	for (const character of text) {
		if (quote !== '') {
			quote = character === quote ? '' : quote;
		} else if (character === '"' || character === "'") {
			quote = character;
		} else {
			depth += '([{'.includes(character) ? 1 : ')]}'.includes(character) ? -1 : 0;
		}

		if (character === separator && quote === '' && depth === 0) {
			parts.push('');
		} else {
			parts[parts.length - 1] += character;
		}
	}

	return quote === '' && depth === 0 ? parts : [text];
}

/** A template of parameters with what is known of its expressions. */
export function knownTemplate(template: unknown, surroundings: Surroundings): Shape {
	if (typeof template === 'string') {
		const isExpression = surroundings.language === 'JSONata' && /^\s*\{%.*%\}\s*$/s.test(template);
		return isExpression ? knownValue(template, surroundings) : template;
	}

	if (Array.isArray(template)) {
		return template.map(item => knownTemplate(item, surroundings));
	}

	if (!isObject(template)) {
		return template;
	}

	return Object.fromEntries(
		Object.entries(template).map(([key, value]) =>
			surroundings.language === 'JSONPath' && key.endsWith('.$')
				? [key.slice(0, -2), knownValue(String(value), surroundings)]
				: [key, knownTemplate(value, surroundings)],
		),
	);
}

/** Undefined where it is open, and for objects that hold more than is known. */
export const settled = (shape: Shape): unknown =>
	shape !== open && isComplete(shape) ? shape : undefined;

/**
 * What is known of a text that is computed, with `*` for each part that only the run tells; null where its beginning
 * is not known.
 */
export function knownLike(expression: string, surroundings: Surroundings): string | null {
	const text = expression.trim();
	const like =
		surroundings.language === 'JSONata'
			? concatenated(text.replace(/^\{%|%\}$/g, '').trim(), surroundings)
			: formatted(text, surroundings);

	return /^[^*]/.test(like) && like.includes('*') ? like.replaceAll(/\*{2,}/g, '*') : null;
}

function concatenated(text: string, surroundings: Surroundings): string {
	const parts = splitOutside(text, '&').map(part => part.trim());

	// What binds less than & would take the parts apart.
	return parts.length < 2 || parts.some(bindsLess)
		? '*'
		: parts.map(part => textOrStar(operand(part, surroundings))).join('');
}

const bindsLess = (part: string): boolean =>
	/[?:=<>;~]|\b(?:and|or|in)\b/.test(
		part.replaceAll(/"[^"]{0,500}"|'[^']{0,500}'/g, '').replaceAll(/[([{].{0,500}[)\]}]/gs, ''),
	);

function formatted(text: string, surroundings: Surroundings): string {
	const [, list = ''] = /^States\.Format\((.*)\)$/s.exec(text) ?? [];
	const [template = '', ...values] = splitOutside(list, ',').map(part => part.trim());
	const literal = quoted(template) ?? '';
	const given = values.map(value => quoted(value) ?? valueOrLike(value, surroundings));

	return literal.includes('\\') ? '*' : literal.replaceAll('{}', () => given.shift() ?? '*');
}

const valueOrLike = (text: string, surroundings: Surroundings): string => {
	const known = textOrStar(jsonPath(text, surroundings));
	return known === '*' ? formatted(text, surroundings) || '*' : known;
};

const textOrStar = (shape: Shape): string =>
	typeof shape === 'string' || typeof shape === 'number' ? String(shape) : '*';
