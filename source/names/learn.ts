import {isObject, parseJson} from '../json.ts';
import type {WordName} from './certain-places.ts';
import {inLogGroup, withoutAwsPath} from './log-group-name.ts';
import {type Node, plant} from './name-tree.ts';
import {
	idWords,
	kinds,
	namedFields,
	nameField,
	otherName,
	owners,
	parts,
	pathWords,
	withoutType,
} from './name-words.ts';
import {ownWords} from './own-words.ts';

export type Names = {
	root: Node;
	pseudonyms: Map<string, string>;
	/** Those given so far: what is printed twice must not be taken for a name of the account. */
	given: Set<string>;
	counts: Map<string, number>;
	/** Names that are words: replaced where they are certain to be names. */
	words: Map<string, WordName>;
	kept: ReadonlySet<string>;
};

const literalsOf = (text: string): string[] => text.split(/\*|\?|\$\{[^}]*\}/);

export const arn =
	/\barn:(aws[\w-]*):([\w-]*):([\w-]*):(\d{12}|aws|):((?:[^\s"'`\\,;()[\]{}<>|]|\$\{[^}]*\})+)/g;

export function learn(value: unknown, field: string, known: Names, depth: number): void {
	if (typeof value === 'string') {
		learnText(value, field, known, depth);
	} else if (Array.isArray(value)) {
		for (const item of value) {
			learn(item, field, known, depth + 1);
		}
	} else if (isObject(value) && depth < 40 && !(value instanceof Date)) {
		for (const [key, item] of Object.entries(value)) {
			if (key === 'States' && isObject(item)) {
				for (const state of Object.keys(item)) {
					add(state, 'STATE', known);
				}
			}

			learn(item, key, known, depth + 1);
		}
	}
}

/** An event of CloudTrail has the name of a call; what is called like one is learned from its ARN. */
const callName =
	/^(?:Put|Attach|Detach|Update|Create|Delete|Add|Remove|Set|Tag|Untag|Disable|Enable|Schedule|Cancel)[A-Z]\w+$/;

const unnamed: ReadonlyArray<readonly [RegExp, string]> = [
	[/\bRequest(?: ?Id|Token)\\*["']?\s{0,4}[:=]\s{0,4}\\*["']?([\w-]{8,80})/gi, 'REQUEST'],
	[/(?<![\w-])([A-Za-z0-9]{2,255})[ |]{1,9}AWS::\w{2,60}::\w/g, 'RESOURCE'],
];

function learnText(text: string, field: string, known: Names, depth: number): void {
	const isCall = field === 'name' && callName.test(text);
	const isName =
		(nameField.test(field) && !otherName.test(field) && !isCall) || namedFields.test(field);

	if (isName && text.length <= 512 && !/^(?:\$|\{%|arn:|States\.)|\s/.test(text)) {
		const kind = kinds[field.toLowerCase()] ?? 'NAME';

		if (kind === 'LOG-GROUP' || text.startsWith('/')) {
			addLogGroup(text, known);
		} else {
			addParts(text.replace(/^https?:\/\/[^/]+\//, '').split('/'), kind, known);
		}
	}

	// A request, a resource of a stack: in a field of its own, in a message, in a pasted event.
	if (/request_?id$/i.test(field) && /^[\w-]{8,80}$/.test(text)) {
		add(text, 'REQUEST', known);
	} else if (/logical-?id$/i.test(field)) {
		add(text, 'RESOURCE', known);
	}

	for (const [form, kind] of unnamed) {
		for (const [, name = ''] of text.matchAll(form)) {
			add(name, kind, known);
		}
	}

	for (const [, , service = '', , account = '', resource = ''] of text.matchAll(arn)) {
		learnResource(service, account, resource, known);
	}

	for (const [, key = '', name = ''] of text.matchAll(
		/\b(\w*Name)\\*["']?\s{0,9}[:=]\s{0,9}\\*["']?([\w./@+-]{2,256})/g,
	)) {
		learnText(name, key, known, depth + 1);
	}

	const parsed = /^\s*[[{]/.test(text) && depth < 40 ? parseJson(text) : undefined;

	if (parsed !== undefined) {
		learn(parsed, '', known, depth + 1);
	}
}

export function learnResource(
	service: string,
	account: string,
	resource: string,
	known: Names,
): void {
	if (account === 'aws' || (account === '' && service !== 's3')) {
		return;
	}

	const logGroup = resource.match(inLogGroup);

	if (service === 'logs' && logGroup) {
		const [, , name = '', , stream] = logGroup;
		addLogGroup(name, known);

		if (stream) {
			add(stream, 'LOG-STREAM', known);
		}
		return;
	}

	const [first = '', ...rest] = partsOf(resource);
	const isUntyped = withoutType.has(service) || rest.length === 0;
	const kind = kinds[(isUntyped ? service : first).toLowerCase()] ?? 'NAME';

	if (isUntyped) {
		addParts([first, ...rest], kind, known);
		return;
	}

	const owner = owners[first];
	const [owning = '', ...others] = rest;

	if (owner === undefined) {
		addParts(rest, kind, known);
	} else {
		addParts([owning], owner, known);
		addParts(others, parts[first] ?? kind, known);
	}
}

/** The name as a whole is one name, behind what AWS sets: its parts are no names. */
function addLogGroup(name: string, known: Names): void {
	for (const literal of literalsOf(name)) {
		const rest = withoutAwsPath(literal);

		if (/[A-Za-z0-9]/.test(rest)) {
			const own = rest.replace(/[-_./]+$/, '');
			const path = literal.slice(0, literal.length - rest.length);
			add(own, 'LOG-GROUP', known);

			// Behind its path also a word is a name.
			if (path !== '' && known.words.has(own)) {
				plant(`${path}${own}`, `${path}${known.pseudonyms.get(own)}`, 'token', known.root);
			}
		}
	}
}

export const partsOf = (resource: string): string[] =>
	resource
		.replace(/[.:*]+$/, '')
		.split(/[:/]/)
		.filter(Boolean);

/** Wildcards and variables are no names, nor are the parts of a path that AWS sets; what is named beside them is. */
function addParts(path: readonly string[], kind: string, known: Names): void {
	for (const [index, part] of path.entries()) {
		if (index < path.length - 1 && pathWords.has(part)) {
			continue;
		}

		for (const literal of literalsOf(part)) {
			add(literal.replace(/^[-_.]+|[-_.]+$/g, ''), kind, known);
		}
	}
}

function add(name: string, kind: string, known: Names): void {
	const isName =
		name.length > 1 &&
		/[A-Za-z]/.test(name) &&
		!/^(?:sfn-fix|AWSServiceRole|AWSLogDeliveryWrite)|:|\.amazonaws\.com/.test(name);

	if (!isName || known.given.has(name)) {
		return;
	}

	if (known.pseudonyms.has(name)) {
		known.words.get(name)?.kinds.add(kind);
		return;
	}

	const number = (known.counts.get(kind) ?? 0) + 1;
	const pseudonym = `${name.startsWith('/') ? '/' : ''}${kind}-${number}`;
	known.counts.set(kind, number);
	known.pseudonyms.set(name, pseudonym);
	known.given.add(pseudonym);

	if (ownWords.has(name.toLowerCase()) || known.kept.has(name)) {
		known.words.set(name, {name, by: pseudonym, kinds: new Set([kind])});
		return;
	}

	const isDistinct = name.length > 5 && /[-_./\d]|[a-z][A-Z]/.test(name);
	const isOfOwnWords = wordsIn(name).every(word => idWords.has(word.toLowerCase()));
	const inText = isDistinct ? 'inside' : 'word';
	plant(name, pseudonym, isOfOwnWords ? 'token' : inText, known.root);

	// As the resource is called in a template.
	const asId = name
		.split(/[^A-Za-z0-9]+/)
		.map(word => word.charAt(0).toUpperCase() + word.slice(1))
		.join('');

	if (isDistinct && !isOfOwnWords && asId !== name) {
		plant(asId, pseudonym.replaceAll(/[-/]/g, ''), 'inside', known.root);
	}
}

/** `create-log-stream` and `CreateLogStream` are three words each. */
const wordsIn = (name: string): string[] =>
	name
		.replace(/([a-z\d])(?=[A-Z])/g, '$1 ')
		.split(/[^A-Za-z]+/)
		.filter(Boolean);
