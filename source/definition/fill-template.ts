import type {Filling} from './filling.ts';
import {type Found, type ParameterSource, readParameter} from './parameters.ts';
import type {Place} from './place.ts';
import {type Placeholder, placeholders} from './placeholders.ts';

export type FillContext = {
	source: ParameterSource;
	place: Place;
	/** Placeholders whose values are no parameters; null for one that is not known. */
	given?: Record<string, string | null>;
};

/** `*` stands in `texts` for what is not known, and `unknowns` says what that is. */
export type Filled = {texts: string[]; unknowns: string[]};

const ofThePlace = new Set(['Partition', 'Region', 'Account']);

/** Null where the state's parameters are of another kind than the template is for. */
export function fillTemplate(template: string, context: FillContext): Filled | null {
	const names = placeholdersIn(template).filter(name => !ofThePlace.has(name));
	const unknowns: string[] = [];
	let partial: Filling[] = [{text: template}];

	for (const name of names) {
		const found = fillingsOf(name, context);

		if (!found) {
			return null;
		}

		unknowns.push(...found.unknowns);
		const fillings =
			found.unknowns.length > 0 && !found.started
				? [...found.fillings, {text: placeholders[name]?.otherwise ?? '*'}]
				: found.fillings;
		partial = partial.flatMap(each => fillings.map(filling => put(each, name, filling)));
	}

	return {
		texts: partial.map(each => inPlace(each, context.place).replaceAll('**', '*')),
		unknowns,
	};
}

const placeholdersIn = (template: string) => [
	...new Set([...template.matchAll(/\$\{(\w{1,40})\}/g)].map(([, name]) => name ?? '')),
];

function fillingsOf(
	name: string,
	{source, place, given}: FillContext,
): {fillings: Filling[]; unknowns: string[]; started?: boolean} | null {
	if (given && Object.hasOwn(given, name)) {
		const text = given[name];

		return text == null ? missing(inWords(name)) : {fillings: [{text}], unknowns: []};
	}

	const placeholder = placeholders[name];
	const from = placeholder?.from.find(path => readParameter(source, path).length > 0);
	const found = from === undefined ? [] : readParameter(source, from);
	const unknowns = found.flatMap(each => whyUnknown(each, from ?? name) ?? []);
	const values = [
		...found.flatMap(each => textOf(each) ?? []),
		...defaults(placeholder, found.length, source),
	];

	if (values.length === 0 && unknowns.length === 0) {
		return missing(
			placeholder?.ifAbsent ?? `${placeholder?.from[0] ?? name} is not in the definition`,
		);
	}

	const read = placeholder?.read ?? ((text: string) => ({text}));
	const starts = found.flatMap(each => startOf(each) ?? []);

	// All that is open begins in a known way: that counts as far as it goes.
	if (starts.length > 0 && starts.length === unknowns.length) {
		const begun = starts.flatMap(start => read(start, place) ?? []);
		const known = values.flatMap(value => read(value, place) ?? []);
		return begun.length === 0
			? null
			: {
					fillings: [...known, ...begun.map(each => ({...each, text: `${each.text}*`}))],
					unknowns,
					started: true,
				};
	}

	const fillings = values.flatMap(value => read(value, place) ?? []);

	return fillings.length === 0 && unknowns.length === 0 ? null : {fillings, unknowns};
}

/** A text with `${` in it is a template of somebody's that was never filled. */
function textOf(found: Found): string | null {
	const value = 'value' in found ? found.value : null;

	return typeof value === 'string' && !value.includes('${') ? value : null;
}

/** The start of an ARN or a URL is no start of the name in it. */
const startOf = (found: Found): string | null =>
	'unknown' in found && found.start !== undefined && !/^(?:arn|https?):/.test(found.start)
		? found.start
		: null;

function whyUnknown(found: Found, path: string): string | null {
	if ('unknown' in found) {
		return found.unknown;
	}

	return textOf(found) === null
		? `${path} holds ${JSON.stringify(found.value)}, which names nothing`
		: null;
}

/** The default counts where the parameter is not set; in a list, for each item that leaves it out. */
function defaults(placeholder: Placeholder | undefined, set: number, source: ParameterSource) {
	if (placeholder?.default === undefined) {
		return [];
	}

	const [list] = placeholder.from[0]?.split('[]') ?? [];
	const items =
		list !== undefined && placeholder.from[0]?.includes('[]')
			? readParameter(source, `${list}[]`).length
			: 1;

	return set < Math.max(items, 1) ? [placeholder.default] : [];
}

const missing = (what: string) => ({fillings: [], unknowns: [what]});

const words: Record<string, string> = {
	OwnStateMachineName: "the state machine's own name is not known yet",
	StateMachineArn: "the state machine's own ARN is not known yet",
	ActivityKmsKeyArn: 'whether an activity is encrypted, and with which key',
	ActivityArn: 'which activity is encrypted',
};

const inWords = (name: string) => words[name] ?? `${name} is not in the definition`;

/** An ARN says where its thing lives, which counts more than where the state machine lives. */
function put(into: Filling, name: string, filling: Filling): Filling {
	const text = into.text.replaceAll(`\${${name}}`, () => filling.text);
	const where = Object.entries(filling).filter(([key, value]) => key !== 'text' && value);

	return {...into, ...Object.fromEntries(where), text};
}

function inPlace(filling: Filling, place: Place): string {
	const values: Record<string, string> = {
		Partition: filling.partition || place.partition,
		Region: filling.region || place.region,
		Account: filling.accountId || place.accountId,
	};

	return filling.text.replaceAll(
		/\$\{(Partition|Region|Account)\}/g,
		(_all, name) => values[name] ?? '',
	);
}
