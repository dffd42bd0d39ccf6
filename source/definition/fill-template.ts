import {isArnLike} from '../aws/arn.ts';
import type {Filling} from './filling.ts';
import {type Found, type ParameterSource, readParameter} from './parameters.ts';
import type {StateMachineLocation} from './place.ts';
import {type Placeholder, placeholders} from './placeholders.ts';

export type FillContext = {
	source: ParameterSource;
	place: StateMachineLocation;
	/** Placeholders whose values are no parameters; null for one that is not known. */
	given?: Record<string, string | null>;
};

/**
 * `*` stands in `texts` for what is not known, and `unknowns` says what that is. `located`: the account and region
 * are known nevertheless.
 */
export type Filled = {texts: string[]; unknowns: string[]; located: boolean};

const ofThePlace = new Set(['Partition', 'Region', 'Account']);

/** Null where the state's parameters are of another kind than the template is for. */
export function fillTemplate(template: string, context: FillContext): Filled | null {
	const names = placeholdersIn(template).filter(name => !ofThePlace.has(name));
	const unknowns: string[] = [];
	let located = true;
	let partial: Filling[] = [{text: template}];

	for (const name of names) {
		const found = fillingsOf(name, context);

		if (!found) {
			return null;
		}

		unknowns.push(...found.unknowns);
		located &&= found.unknowns.length === 0 || found.like === 'arn';
		const fillings =
			found.unknowns.length > 0 && !found.like
				? [...found.fillings, {text: placeholders[name]?.otherwise ?? '*'}]
				: found.fillings;
		partial = partial.flatMap(each => fillings.map(filling => put(each, name, filling)));
	}

	return {
		texts: partial.map(each => inPlace(each, context.place).replaceAll('**', '*')),
		unknowns,
		located,
	};
}

/** Templates are few, and states that fill them many. */
const found = new Map<string, string[]>();

function placeholdersIn(template: string): string[] {
	const names = found.get(template) ?? [
		...new Set([...template.matchAll(/\$\{(\w{1,40})\}/g)].map(([, name]) => name ?? '')),
	];
	found.set(template, names);
	return names;
}

function fillingsOf(
	name: string,
	{source, place, given}: FillContext,
): {fillings: Filling[]; unknowns: string[]; like?: 'arn' | 'name'} | null {
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
	const likes = found.flatMap(
		each => likeOf(each, read, place, placeholder?.read !== undefined) ?? [],
	);

	// Of all that is open a part is known: that counts as far as it goes.
	if (likes.length > 0 && likes.length === unknowns.length) {
		const known = values.flatMap(value => read(value, place) ?? []);
		return likes.some(({filling}) => filling === null)
			? null
			: {
					fillings: [...known, ...likes.flatMap(({filling}) => filling ?? [])],
					unknowns,
					like: likes.every(({isArn}) => isArn) ? 'arn' : 'name',
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

/** What a text of which parts are known names; null where its known parts do not tell that. */
function likeOf(
	found: Found,
	read: (value: string, place: StateMachineLocation) => Filling | null,
	place: StateMachineLocation,
	isLocated: boolean,
): {filling: Filling | null; isArn: boolean} | null {
	const like = 'unknown' in found ? found.like : undefined;

	if (like === undefined || (like.startsWith('arn:') && !isArnLike(like))) {
		return null;
	}

	const filling = read(like, place);
	// A URL that was not read in full names nothing, unless it is asked for itself.
	const isUnread = filling?.text === like && /^https?:/.test(like) && isLocated;

	return isUnread ? null : {filling, isArn: isArnLike(like)};
}

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
	KmsKeyArn: 'the key behind the alias of the encryption is not known',
	ActivityKmsKeyArn: 'whether an activity is encrypted, and with which key',
	ActivityArn: 'which activity is encrypted',
};

const inWords = (name: string) => words[name] ?? `${name} is not in the definition`;

/** An ARN says where its thing lives, which counts more than where the state machine lives. */
function put(into: Filling, name: string, {text, ...where}: Filling): Filling {
	const filled = {...into, text: into.text.split(`\${${name}}`).join(text)};

	for (const key of ['partition', 'region', 'accountId'] as const) {
		const value = where[key];

		if (value) {
			filled[key] = value;
		}
	}

	return filled;
}

function inPlace(
	{text, partition, region, accountId}: Filling,
	place: StateMachineLocation,
): string {
	if (!text.includes('${')) {
		return text;
	}

	return text.replaceAll(/\$\{(Partition|Region|Account)\}/g, (_all, name) =>
		name === 'Partition'
			? partition || place.partition
			: name === 'Region'
				? region || place.region
				: accountId || place.accountId,
	);
}
