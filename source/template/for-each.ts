import {isObject, type JsonObject, member} from '../json.ts';
import {TemplateError} from './document.ts';
import type {Markers} from './unresolved.ts';

/** A template has at most 500 resources; loops within loops multiply. */
const mostRounds = 20_000;

/**
 * The template with each `Fn::ForEach` written out. Of a list that only the deployment knows, one item stands for all.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
export function withoutLoops(template: JsonObject, markers: Markers): JsonObject {
	let rounds = 0;
	const itemsOf = (collection: unknown): string[] => {
		const name = member(collection, 'Ref');
		const value =
			member(member(member(template, 'Parameters'), String(name)), 'Default') ??
			(Array.isArray(collection) ? collection : null);
		const items = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];

		return value !== null && items.every(item => typeof item === 'string')
			? items.map(item => item.trim())
			: [markers.of(JSON.stringify(collection), 'open')];
	};

	const written = (value: unknown): unknown => {
		if (Array.isArray(value)) {
			return value.map(written);
		}

		return isObject(value)
			? Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => entries(key, inner)))
			: value;
	};

	const entries = (key: string, inner: unknown): [string, unknown][] => {
		const [name, collection, output] = Array.isArray(inner) ? inner : [];

		return key.startsWith('Fn::ForEach::') && typeof name === 'string' && isObject(output)
			? itemsOf(collection).flatMap(item => {
					rounds += 1;

					if (rounds > mostRounds) {
						throw new TemplateError('The file is too large once its Fn::ForEach are expanded.');
					}

					const each = written(filled(output, name, item));
					return Object.entries(isObject(each) ? each : {});
				})
			: [[key, written(inner)]];
	};

	return JSON.stringify(template).includes('"Fn::ForEach::')
		? Object.fromEntries(Object.entries(template).flatMap(([key, value]) => entries(key, value)))
		: template;
}

/** `${Name}` stands in texts and keys, `&{Name}` in keys without what is not a letter or digit. */
function filled(value: unknown, name: string, item: string): unknown {
	const inText = (text: string) =>
		text
			.replaceAll(`\${${name}}`, item)
			.replaceAll(`&{${name}}`, item.replace(/[^A-Za-z0-9]/g, ''));

	if (typeof value === 'string') {
		return inText(value);
	}

	if (Array.isArray(value)) {
		return value.map(each => filled(each, name, item));
	}

	if (!isObject(value)) {
		return value;
	}

	return value.Ref === name
		? item
		: Object.fromEntries(
				Object.entries(value).map(([key, inner]) => [inText(key), filled(inner, name, item)]),
			);
}
