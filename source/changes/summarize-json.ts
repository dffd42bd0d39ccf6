import {isObject, type JsonObject, member, parseJson} from '../json.ts';
import {redactSecrets} from '../secrets.ts';
import {count} from '../text.ts';

type Path = readonly (string | number)[];
/** Undefined: not there. */
type Difference = {path: Path; old: unknown; now: unknown};

/** Whether the text that people are shown has the value: a secret is not in it. */
type IsPublic = (value: unknown, path: Path) => boolean;

/** What an update sets, adds and removes, a line each, with the state that it is in; empty where that is not plain. */
export function summarizeJson(before: string, after: string): string[] {
	const [old, now] = [parseJson(before), parseJson(after)];
	const texts = [before, after].map(text => parseJson(redactSecrets(text)));
	const isPublic: IsPublic = (value, path) =>
		texts.some(text => same(path.reduce(itemAt, text), value));

	return isObject(old) && isObject(now)
		? differences({path: [], old, now}).map(difference => lineOf(difference, isPublic))
		: [];
}

const itemAt = (value: unknown, key: string | number): unknown =>
	Array.isArray(value) ? value[Number(key)] : member(value, String(key));

function differences(difference: Difference): Difference[] {
	const {path, old, now} = difference;

	if (same(old, now)) {
		return [];
	}

	if (isObject(old) && isObject(now)) {
		return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap(key =>
			differences({path: [...path, key], old: member(old, key), now: member(now, key)}),
		);
	}

	const isItemByItem =
		Array.isArray(old) &&
		Array.isArray(now) &&
		(old.length === now.length || old.every((item, at) => same(item, now[at])));

	return isItemByItem
		? now.flatMap((item, index) =>
				differences({path: [...path, index], old: old[index], now: item}),
			)
		: [difference];
}

const same = (one: unknown, other: unknown): boolean =>
	JSON.stringify(one) === JSON.stringify(other);

function lineOf({path, old, now}: Difference, isPublic: IsPublic): string {
	const shown = (value: unknown) => (isPublic(value, path) ? inShort(value, path) : '');
	const {state, rest} = withinState(path);
	const where = state === null ? '' : `${state}: `;

	if (rest.length === 0) {
		const type = member(now ?? old, 'Type');
		return `${now === undefined ? 'removes' : old === undefined ? 'adds' : 'changes'} state ${state}${typeof type === 'string' ? ` (${type})` : ''}`;
	}

	const field = nameOf(rest);

	if (now === undefined) {
		return `${where}removes ${field}`;
	}

	if (old === undefined) {
		return `${where}adds ${field}${shown(now)}`;
	}

	const [from, to] = [old, now].map(shown);
	return from && to ? `${where}${field}${from} ->${to}` : `${where}changes ${field}`;
}

/** The innermost state that a path leads into. */
function withinState(path: Path): {state: string | null; rest: Path} {
	const [key, state, inner] = path;

	if (key !== 'States' || state === undefined) {
		return {state: null, rest: path};
	}

	const skipped =
		inner === 'Branches' ? 4 : inner === 'ItemProcessor' || inner === 'Iterator' ? 3 : 0;
	const deeper = skipped > 0 ? withinState(path.slice(skipped)) : null;
	return deeper?.state ? deeper : {state: String(state), rest: path.slice(2)};
}

/** `Retry[0].MaxAttempts`; of an input to the task its own name. */
const nameOf = (path: Path): string =>
	(path.length > 1 && (path[0] === 'Parameters' || path[0] === 'Arguments') ? path.slice(1) : path)
		.map((part, index) =>
			typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${part}`,
		)
		.join('');

/** Longer ones are read in the diff. */
const longestValue = 80;

/** With a space before it; empty where it is too long. */
function inShort(value: unknown, path: Path): string {
	const key = path.at(-1);
	const network = key === 'NetworkConfiguration' ? member(value, 'AwsvpcConfiguration') : null;

	if (isObject(network)) {
		return ` (${networkOf(network)})`;
	}

	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return text.length <= longestValue ? ` ${text === '' ? '""' : text}` : '';
}

function networkOf({Subnets, SecurityGroups, AssignPublicIp}: JsonObject): string {
	return [
		...(Array.isArray(Subnets) ? [count(Subnets.length, 'subnet')] : []),
		...(Array.isArray(SecurityGroups) ? [count(SecurityGroups.length, 'security group')] : []),
		...(AssignPublicIp === 'DISABLED' ? ['no public IP'] : []),
		...(AssignPublicIp === 'ENABLED' ? ['a public IP'] : []),
	].join(', ');
}
