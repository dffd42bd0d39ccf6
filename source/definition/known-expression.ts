import {isObject} from '../json.ts';
import {readPath} from './data-path.ts';
import type {StateMachineLocation} from './place.ts';
import type {QueryLanguage} from './query-language.ts';
import {follow, isComplete, open, type Shape} from './shape.ts';

/** What is known where an expression is evaluated. */
export type ExpressionScope = {
	language: QueryLanguage;
	input: Shape;
	context: Shape;
	variables: ReadonlyMap<string, Shape>;
};

/** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
export const contextObject = ({
	stateMachineArn,
	stateMachineName,
}: StateMachineLocation): Shape => ({
	StateMachine: {
		...(stateMachineArn !== null && {Id: stateMachineArn}),
		...(stateMachineName !== null && {Name: stateMachineName}),
	},
});

/** The value of an expression, `$$.StateMachine.Id` or `{% $prefix & '/orders' %}`; `open` where it is not known. */
export function knownValue(expression: string, scope: ExpressionScope): Shape {
	const text = expression.trim();

	return scope.language === 'JSONata'
		? jsonata(text.replace(/^\{%|%\}$/g, '').trim(), scope)
		: jsonPath(text, scope);
}

function jsonata(text: string, scope: ExpressionScope): Shape {
	const parts = splitOutside(text, '&').map(part => operand(part.trim(), scope));

	if (parts.length === 1) {
		return parts[0];
	}

	return parts.every(part => typeof part === 'string' || typeof part === 'number')
		? parts.join('')
		: open;
}

function operand(text: string, scope: ExpressionScope): Shape {
	const literal = quoted(text);

	if (literal !== null) {
		return literal;
	}

	return /^-?\d{1,15}$/.test(text) ? Number(text) : referenced(text, scope);
}

function jsonPath(text: string, scope: ExpressionScope): Shape {
	const [, list] = /^States\.Format\((.*)\)$/s.exec(text) ?? [];

	if (list === undefined) {
		return referenced(text, scope);
	}

	const [template, ...values] = splitOutside(list, ',').map(part => {
		const each = part.trim();
		return quoted(each) ?? (/^-?\d{1,15}$/.test(each) ? Number(each) : jsonPath(each, scope));
	});
	const fits = values.every(value => typeof value === 'string' || typeof value === 'number');
	const given = [...values];

	return typeof template === 'string' && !template.includes('\\') && fits
		? template.replaceAll('{}', () => String(given.shift() ?? ''))
		: open;
}

/** A path into the input, the context object or a variable. */
function referenced(text: string, {language, input, context, variables}: ExpressionScope): Shape {
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
export function knownTemplate(template: unknown, scope: ExpressionScope): Shape {
	if (typeof template === 'string') {
		const isExpression = scope.language === 'JSONata' && /^\s*\{%.*%\}\s*$/s.test(template);
		return isExpression ? knownValue(template, scope) : template;
	}

	if (Array.isArray(template)) {
		return template.map(item => knownTemplate(item, scope));
	}

	if (!isObject(template)) {
		return template;
	}

	return Object.fromEntries(
		Object.entries(template).map(([key, value]) =>
			scope.language === 'JSONPath' && key.endsWith('.$')
				? [key.slice(0, -2), knownValue(String(value), scope)]
				: [key, knownTemplate(value, scope)],
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
export function knownLike(expression: string, scope: ExpressionScope): string | null {
	const text = expression.trim();
	const like =
		scope.language === 'JSONata'
			? concatenated(text.replace(/^\{%|%\}$/g, '').trim(), scope)
			: formatted(text, scope);

	return /^[^*]/.test(like) && like.includes('*') ? like.replaceAll(/\*{2,}/g, '*') : null;
}

function concatenated(text: string, scope: ExpressionScope): string {
	const parts = splitOutside(text, '&').map(part => part.trim());

	// What binds less than & would take the parts apart.
	return parts.length < 2 || parts.some(bindsLess)
		? '*'
		: parts.map(part => textOrStar(operand(part, scope))).join('');
}

const bindsLess = (part: string): boolean =>
	/[?:=<>;~]|\b(?:and|or|in)\b/.test(
		part.replaceAll(/"[^"]{0,500}"|'[^']{0,500}'/g, '').replaceAll(/[([{].{0,500}[)\]}]/gs, ''),
	);

function formatted(text: string, scope: ExpressionScope): string {
	const [, list = ''] = /^States\.Format\((.*)\)$/s.exec(text) ?? [];
	const [template = '', ...values] = splitOutside(list, ',').map(part => part.trim());
	const literal = quoted(template) ?? '';
	const given = values.map(value => quoted(value) ?? valueOrLike(value, scope));

	return literal.includes('\\') ? '*' : literal.replaceAll('{}', () => given.shift() ?? '*');
}

const valueOrLike = (text: string, scope: ExpressionScope): string => {
	const known = textOrStar(jsonPath(text, scope));
	return known === '*' ? formatted(text, scope) || '*' : known;
};

const textOrStar = (shape: Shape): string =>
	typeof shape === 'string' || typeof shape === 'number' ? String(shape) : '*';
