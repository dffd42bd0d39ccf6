import {parseArn} from './arn.ts';
import type {IamAction} from './iam-actions.ts';
import {isObject, member} from './json-tree.ts';
import {type Found, type ParameterSource, readParameter} from './parameters.ts';
import type {Place} from './place.ts';
import {placeholders} from './placeholders.ts';
import {parametersOfPlaceholder} from './sdk-parameters.ts';

export type SdkResources = {
	resources: string[];
	/** True where `resources` cover more than what the call is about. */
	dynamic: boolean;
	unknowns: string[];
};

/**
 * The resources an action of the SDK is to be allowed on: those its parameters name; what they do
 * not name stands as `*` within the account and region; `*` alone where IAM has no resource level.
 */
export function sdkResources(
	action: IamAction,
	source: ParameterSource,
	place: Place,
): SdkResources {
	if (action.resourceTypes.length === 0) {
		return {resources: ['*'], dynamic: false, unknowns: []};
	}

	const filled = action.resourceTypes.map(({type, arn}) =>
		fillType(arn, isAbout(action.name, type), source, place),
	);
	const named = filled.filter(({complete}) => complete);
	const chosen = named.length > 0 ? named : mentioned(filled);

	return {
		resources: [...new Set(chosen.flatMap(({resources}) => resources))],
		dynamic: named.length === 0,
		unknowns: [...new Set(chosen.flatMap(({unknowns}) => unknowns))],
	};
}

type FilledType = {resources: string[]; complete: boolean; unknowns: string[]};

/** Types that a parameter points to, if only through an expression; else all of them. */
function mentioned(filled: FilledType[]): FilledType[] {
	const some = filled.filter(({unknowns}) => unknowns.length > 0);

	return some.length > 0 ? some : filled;
}

/** `GetCrawler` is about a `crawler`: its parameter Name can be nothing else. */
const isAbout = (action: string, type: string) =>
	action.toLowerCase().includes(type.replaceAll(/[^a-z0-9]/gi, '').toLowerCase());

function fillType(
	template: string,
	about: boolean,
	source: ParameterSource,
	place: Place,
): FilledType {
	const pattern = inPlace(template, place);
	const names = [...pattern.matchAll(/\$\{(\w{1,60})\}/g)].map(([, name]) => name ?? '');
	const found = names.map(name => find(name, about, source));
	const unknowns = found.flat().flatMap(each => ('unknown' in each ? [each.unknown] : []));
	const values = found.map(each =>
		each.flatMap(one => ('value' in one && typeof one.value === 'string' ? [one.value] : [])),
	);
	const arns = values.flat().filter(value => fits(value, pattern));

	if (arns.length > 0) {
		return {resources: arns, complete: unknowns.length === 0, unknowns};
	}

	const texts = names.reduce(
		(before, name, index) =>
			before.flatMap(text =>
				plainNames(values[index] ?? [], name, place).map(value =>
					text.replace(`\${${name}}`, () => value),
				),
			),
		[pattern],
	);
	const complete = unknowns.length === 0 && values.every(each => each.length > 0);

	return {resources: texts, complete, unknowns};
}

/** The parameters a placeholder may stand in, the likeliest first. */
function find(placeholder: string, about: boolean, source: ParameterSource): Found[] {
	const stem = placeholder.replace(/(Name|Id|Identifier|Arn)$/, '');
	const paths = [
		...(parametersOfPlaceholder[placeholder] ?? []),
		...[placeholder, `${stem}Arn`, `${stem}Name`, `${stem}Id`, `${stem}Identifier`, stem],
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
	const literal = wanted?.resource.split('${')[0] ?? '';

	return arn !== null && arn.service === wanted?.service && arn.resource.startsWith(literal);
}

/** What may stand for a placeholder: names as given, and the last part of an ARN of another kind. */
function plainNames(values: string[], placeholder: string, place: Place): string[] {
	const read = placeholders[placeholder]?.read;
	const names = values.flatMap(value => {
		const filling = read && !parseArn(value) ? read(value, place)?.text : undefined;

		return filling ?? (parseArn(value)?.resource.split(/[/:]/).at(-1) || value);
	});

	return names.length > 0 ? names.map(name => asInArn(name, placeholder)) : ['*'];
}

function asInArn(name: string, placeholder: string): string {
	if (placeholder === 'ParameterNameWithoutLeadingSlash') {
		return name.replace(/^\//, '');
	}

	// Secrets Manager ends every secret's ARN in six characters of its own choosing.
	return placeholder === 'SecretId' ? `${name}-??????` : name;
}

function inPlace(template: string, place: Place): string {
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
