import {isObject, type JsonObject, member} from '../json.ts';
import {conditionHolds, oncePerName} from './conditions.ts';
import type {Where} from './deployment.ts';
import {TemplateError} from './document.ts';
import {physicalNames, type Resource} from './physical-names.ts';
import {attributeMeaning, resourceNaming} from './resource-names.ts';
import {callWords, hasMarker, type Markers, unknownAccount, unknownRegion} from './unresolved.ts';

export type Resolver = {
	resources: ReadonlyMap<string, Resource>;
	markers: Markers;
	region: string;
	accountId: string;
	partition: string;
	/** The value with every function worked out as far as the file tells; what it does not tell is a marker. */
	resolve(value: unknown): unknown;
	/** The same as one text; null where the value is none. */
	text(value: unknown): string | null;
	/** Whether a condition of the template is met; null where the file does not tell. */
	holds(condition: unknown): boolean | null;
	arnOf(id: string): string | null;
	nameOf(id: string): string;
	/** Parameters whose default was used, as `Stage=dev`. */
	assumptions: Set<string>;
};

/** Functions that name one another twice double their text each time. */
const longestText = 4 * 1024 * 1024;

const omitted = Symbol('AWS::NoValue');

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
export function createResolver(
	template: JsonObject,
	resources: ReadonlyMap<string, Resource>,
	markers: Markers,
	where: Where,
): Resolver {
	const region = where.region ?? unknownRegion;
	const accountId = where.accountId ?? unknownAccount;
	const {partition} = where;
	const assumptions = new Set<string>();
	const once = oncePerName();
	const unresolved = (expression: string) => markers.of(expression, 'open');

	const pseudo: Record<string, unknown> = {
		'AWS::Region': region,
		'AWS::AccountId': accountId,
		'AWS::Partition': partition,
		'AWS::URLSuffix': partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
		'AWS::NoValue': omitted,
	};

	const {nameOf, arnOf, meaning} = physicalNames({
		resources,
		markers,
		region,
		accountId,
		partition,
		text: value => text(value),
		once,
	});

	function ref(name: string): unknown {
		if (Object.hasOwn(pseudo, name)) {
			return pseudo[name];
		}

		const resource = resources.get(name);

		if (resource) {
			const naming = resourceNaming[resource.type];
			return (naming && meaning(name, naming.ref)) ?? unresolved(name);
		}

		const parameter = member(member(template, 'Parameters'), name);
		const value = member(parameter, 'Default');
		const type = String(member(parameter, 'Type') ?? '');

		// The default of an SSM parameter is the parameter's name, not its value; an empty one is a place holder.
		if (value === undefined || value === '' || type.startsWith('AWS::SSM::')) {
			return unresolved(name);
		}

		assumptions.add(`${name}=${String(value)}`);
		return type.endsWith('List') || type.startsWith('List<')
			? String(value).split(',')
			: String(value);
	}

	function getAtt(value: unknown): unknown {
		const [id = '', attribute = ''] = Array.isArray(value)
			? value.map(String)
			: [String(value).split('.')[0] ?? '', String(value).split('.').slice(1).join('.')];
		const resource = resources.get(id);
		const what = attributeMeaning[attribute];
		const known = resource && resourceNaming[resource.type] && what ? meaning(id, what) : null;

		return known ?? unresolved(`${id}.${attribute}`);
	}

	function substitute(value: unknown): string | null {
		const [pattern, given] = Array.isArray(value) ? value : [value, {}];

		if (typeof pattern !== 'string') {
			return null;
		}

		return pattern.replace(/\$\{(!?)([^}]*)\}/g, (whole, literal: string, expression: string) => {
			const name = expression.trim();

			if (literal) {
				return `\${${expression}}`;
			}

			const own = member(given, name);
			const found = own === undefined ? (name.includes('.') ? getAtt(name) : ref(name)) : own;
			return text(found) ?? (found === omitted ? whole : unresolved(name));
		});
	}

	const holds = (condition: unknown): boolean | null =>
		conditionHolds(condition, {
			named: name => member(member(template, 'Conditions'), name),
			text,
			once,
			isOpen: side => markers.show(side) !== side,
		});

	function either([condition, yes, no]: unknown[]): unknown {
		const answer = holds(typeof condition === 'string' ? condition : undefined);

		if (answer !== null) {
			return resolve(answer ? yes : no);
		}

		const [one, other] = [resolve(yes), resolve(no)];
		return JSON.stringify(one) === JSON.stringify(other) && one !== omitted
			? one
			: unresolved(`If ${String(condition)}`);
	}

	const list = (value: unknown): unknown[] | null => {
		const resolved = resolve(value);
		return Array.isArray(resolved) ? resolved : null;
	};

	const functions: Record<string, (value: unknown) => unknown> = {
		Ref: value => ref(String(value)),
		'Fn::GetAtt': getAtt,
		'Fn::Sub': substitute,
		'Fn::If': value => (Array.isArray(value) ? either(value) : null),
		'Fn::Join': value => {
			const [separator, items] = Array.isArray(value) ? value : [];
			const parts = list(items)?.map(text);
			return parts?.every(part => part !== null) ? parts.join(String(separator)) : null;
		},
		'Fn::Select': value => {
			const [index, items] = Array.isArray(value) ? value : [];
			return list(items)?.[Number(text(index))] ?? null;
		},
		'Fn::Split': value => {
			const [separator, whole] = Array.isArray(value) ? value : [];
			const split = text(whole);
			// What an open value splits into, nobody knows.
			return split === null || hasMarker(split.split(':')[5] ?? split, 'open')
				? null
				: split.split(String(separator));
		},
		'Fn::FindInMap': value => {
			const keys = Array.isArray(value) ? value.slice(0, 3).map(text) : [];
			const [map, first, second] = keys.map(key => key ?? '');
			return (
				member(
					member(member(member(template, 'Mappings'), map ?? ''), first ?? ''),
					second ?? '',
				) ?? null
			);
		},
		'Fn::ToJsonString': value => JSON.stringify(resolve(value)),
	};

	function call(name: string, value: unknown): unknown {
		const result = functions[name]?.(value) ?? null;

		if (typeof result === 'string' && result.length > longestText) {
			throw new TemplateError('The file is too large once its functions are worked out.');
		}

		return result === null ? unresolved(callWords(name, value)) : result;
	}

	function resolve(value: unknown): unknown {
		if (typeof value === 'string') {
			return value.replace(/\{\{resolve:[^{}]{1,300}\}\}/g, found =>
				unresolved(found.slice(2, -2)),
			);
		}

		if (Array.isArray(value)) {
			return value.map(resolve).filter(item => item !== omitted);
		}

		if (!isObject(value)) {
			return value;
		}

		const [name = '', ...others] = Object.keys(value);

		if (others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))) {
			return call(name, value[name]);
		}

		return Object.fromEntries(
			Object.entries(value)
				.map(([key, inner]): [string, unknown] => [key, resolve(inner)])
				.filter(([, inner]) => inner !== omitted),
		);
	}

	function text(value: unknown): string | null {
		const resolved = resolve(value);

		return typeof resolved === 'string'
			? resolved
			: typeof resolved === 'number' || typeof resolved === 'boolean'
				? String(resolved)
				: null;
	}

	return {
		resources,
		markers,
		region,
		accountId,
		partition,
		resolve(value) {
			const resolved = resolve(value);
			return resolved === omitted ? null : resolved;
		},
		text,
		holds,
		arnOf,
		nameOf,
		assumptions,
	};
}
