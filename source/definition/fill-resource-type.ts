import {isArnLike, parseArn} from '../aws/arn.ts';
import {isObject, member} from '../json.ts';
import type {ResourceType} from './iam-actions.ts';
import {type Found, type ParameterSource, readParameter} from './parameters.ts';
import type {StateMachineLocation} from './place.ts';
import {placeholders} from './placeholders.ts';
import {parametersOfPlaceholder} from './sdk-parameters.ts';

export type FilledType = {
	type: string;
	required: boolean;
	resources: string[];
	/** How many of its placeholders the parameters speak of, out of one. */
	share: number;
	/** How many placeholders it has. */
	names: number;
	complete: boolean;
	/** Whatever is not known, the account and region are. */
	located: boolean;
	unknowns: string[];
};

/** Says more than any number of names does. */
export const byArn = 9;

/**
 * The ARNs of one type of resource that a call is about. `about`: the action speaks of the type by
 * name, so that a parameter as general as Name can be nothing else.
 */
export function fillResourceType(
	{type, arn: template, required}: ResourceType,
	about: boolean,
	source: ParameterSource,
	place: StateMachineLocation,
): FilledType {
	const pattern = inPlace(template, place);
	const arns = arnParameters(source).filter(({arn}) => fits(arn, pattern));

	if (arns.length > 0) {
		const unknowns = arns.flatMap(({unknown}) => unknown ?? []);
		return {
			type,
			required,
			resources: arns.map(({arn}) => asStored(arn)),
			share: 1,
			names: byArn,
			complete: unknowns.length === 0,
			located: true,
			unknowns,
		};
	}

	const names = [...pattern.matchAll(/\$\{(\w{1,60})\}/g)].map(([, name]) => name ?? '');
	const found = names.map(name => find(name, type, about, source));
	const unknowns = found.flat().flatMap(each => ('unknown' in each ? [each.unknown] : []));
	const values = found.map((each, index) => plainNames(each, names[index] ?? '', place));
	const resources = names.reduce(
		(texts, name, index) =>
			texts.flatMap(text =>
				(values[index]?.length ? values[index] : ['*']).map(value =>
					text.replace(`\${${name}}`, () => value),
				),
			),
		[pattern],
	);
	const share = found.filter(each => each.length > 0).length / Math.max(names.length, 1);
	const named = names.length === 0 || values.some(each => each.length > 0);

	return {
		type,
		required,
		resources,
		share,
		names: names.length,
		complete: named && unknowns.length === 0,
		located: false,
		unknowns,
	};
}

type NamedArn = {arn: string; unknown: string | null};

/** Every parameter, or item of one, that is an ARN, or known in parts to be one. */
function arnParameters(source: ParameterSource): NamedArn[] {
	const {queryLanguage, value} = source;
	const parameters = member(value, queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters');

	return Object.keys(isObject(parameters) ? parameters : {})
		.flatMap(key => readParameter(source, key.replace(/\.\$$/, '')))
		.flatMap((found): NamedArn[] => {
			if ('unknown' in found) {
				return isArnLike(found.like ?? '') ? [{arn: found.like ?? '', unknown: found.unknown}] : [];
			}

			return [found.value]
				.flat()
				.filter((each): each is string => typeof each === 'string' && parseArn(each) !== null)
				.map(arn => ({arn, unknown: null}));
		})
		.filter(({arn}) => !arn.includes('${'));
}

/**
 * An ARN of a secret can be given without the six characters that every secret's ARN ends in; a name that ends like
 * them cannot. https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html
 */
export const asStored = (arn: string): string =>
	parseArn(arn)?.service === 'secretsmanager' && !/(?:-[A-Za-z0-9]{6}|[*?])$/.test(arn)
		? `${arn}-??????`
		: arn;

/** The parameters a placeholder may stand in, the likeliest first. */
function find(placeholder: string, type: string, about: boolean, source: ParameterSource): Found[] {
	const stem = placeholder.replace(/(Name|Id|Identifier|Arn)$/, '');
	const paths = [
		...(parametersOfPlaceholder[placeholder] ?? []),
		...[placeholder, `${stem}Arn`, `${stem}Name`, `${stem}Id`, `${stem}Identifier`, stem],
		...[`${placeholder}s[]`, `${stem}s[]`, `${stem}Arns[]`, `${stem}Names[]`, `${stem}Ids[]`],
		...['Name', 'Arn', 'Id', 'Identifier', ''].map(end => typeName(type) + end),
		...(about ? ['Name', 'Id', 'Arn', 'ResourceArn'] : []),
	];

	for (const path of paths) {
		const found = readParameter(source, spelledAs(path, source));

		if (found.length > 0) {
			return found;
		}
	}

	return [];
}

/** `transcriptionjob`, `job-queue` and `ConfigurationAggregator` without their signs: case does not count. */
const typeName = (type: string): string => type.replaceAll(/[^a-z0-9]/gi, '');

/** The first step of a path as the state spells it: `DBInstanceIdentifier` or `DbInstanceIdentifier`. */
function spelledAs(path: string, {queryLanguage, value}: ParameterSource): string {
	const parameters = member(value, queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters');
	const [first = ''] = /^\w+/.exec(path) ?? [];
	const spelled = Object.keys(isObject(parameters) ? parameters : {})
		.map(key => key.replace(/\.\$$/, ''))
		.find(key => key.toLowerCase() === first.toLowerCase());

	return spelled === undefined ? path : spelled + path.slice(first.length);
}

/** Whether an ARN is of the kind that the pattern describes. */
function fits(value: string, pattern: string): boolean {
	const arn = parseArn(value);
	const wanted = parseArn(pattern);
	const [literal = '', ...inner] = wanted?.resource.split(/\$\{\w+\}|\*/) ?? [];

	return (
		arn !== null &&
		arn.service === wanted?.service &&
		arn.resource.startsWith(literal) &&
		// `table/T` is no `table/T/index/I`; of what is known in parts, the end can be anything.
		(arn.resource.endsWith('*') ||
			inner.every(each => !/[a-z]/i.test(each) || arn.resource.includes(each)))
	);
}

/** What stands for a placeholder: names as given, and the last part of an ARN of another kind. */
function plainNames(found: Found[], placeholder: string, place: StateMachineLocation): string[] {
	const read = placeholders[placeholder]?.read;

	return found.flatMap(each => {
		const value = textOf(each, like => read?.(like, place)?.text ?? like);

		// An alias of a key is not what policies are checked against.
		if (value === '' || value.includes('${') || /(^|:)alias\//.test(value)) {
			return [];
		}

		const arn = parseArn(value);
		const plain = arn ? arn.resource.split(/[/:]/).at(-1) : read?.(value, place)?.text;

		return [asInArn(plain || value, placeholder)];
	});
}

/** What is known in parts counts for a name, and not for an ARN of another kind. */
function textOf(found: Found, nameIn: (like: string) => string): string {
	if ('unknown' in found) {
		const name = nameIn(found.like ?? '');
		return /^arn:|^https?:/.test(name) ? '' : name;
	}

	return typeof found.value === 'string' ? found.value : '';
}

function asInArn(name: string, placeholder: string): string {
	if (placeholder === 'ParameterNameWithoutLeadingSlash') {
		return name.replace(/^\//, '');
	}

	// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awswafv2.html
	if (placeholder === 'Scope') {
		return name === 'CLOUDFRONT' ? 'global' : name.toLowerCase();
	}

	// Secrets Manager ends every secret's ARN in six characters of its own choosing.
	return placeholder === 'SecretId' ? `${name}-??????` : name;
}

export function inPlace(template: string, place: StateMachineLocation): string {
	const values: Record<string, string> = {
		Partition: place.partition,
		Region: place.region,
		Account: place.accountId,
	};

	return template.replaceAll(
		/\$\{(Partition|Region|Account)\}/g,
		(_all, name: string) => values[name] ?? '',
	);
}
