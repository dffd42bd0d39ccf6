import {isObject} from '../json.ts';
import {inner, type TextStyle} from './text-style.ts';

/** JSON text of `value`; `style` is how its own children stand if it is an object or array. */
export function printJson(value: unknown, style: TextStyle): string {
	if (Array.isArray(value)) {
		return enclosed(
			'[',
			value.map(item => printJson(item, inner(style))),
			']',
			style,
		);
	}

	if (!isObject(value)) {
		return JSON.stringify(value) ?? 'null';
	}

	const properties = Object.entries(value)
		.filter(([, item]) => item !== undefined)
		.map(([key, item]) => JSON.stringify(key) + style.colon + printJson(item, inner(style)));

	return enclosed('{', properties, '}', style);
}

const enclosed = (open: string, parts: string[], close: string, style: TextStyle) =>
	parts.length === 0
		? open + close
		: open + style.childGap + parts.join(style.comma) + style.endGap + close;
