import {isObject, parseJson} from '../json.ts';
import {type Node, node, plant, replaceNames} from './name-tree.ts';
import {
	kinds,
	namedFields,
	nameField,
	otherName,
	owners,
	parts,
	pathWords,
	vocabulary,
	withoutType,
} from './name-words.ts';
import type {Redactor} from './printed-names.ts';

type Names = {
	root: Node;
	pseudonyms: Map<string, string>;
	/** Those given so far: what is printed twice must not be taken for a name of the account. */
	given: Set<string>;
	counts: Map<string, number>;
};

/** Account ids and the names that are learned become pseudonyms: the same name the same one. */
export function createRedactor(): Redactor {
	const known: Names = {
		root: node(),
		pseudonyms: new Map(),
		given: new Set(),
		counts: new Map(),
	};

	return {
		learn: value => learn(value, '', known, 0),
		redact: text => redact(text, known),
	};
}

const arn =
	/\barn:(aws[\w-]*):([\w-]*):([\w-]*):(\d{12}|aws|):((?:[^\s"'`\\,;()[\]{}<>|]|\$\{[^}]*\})+)/g;

/** Actions are AWS's own words, whatever is called like them. */
const action = /(\b(?:logs|iam|sts|states|lambda|ecs|events|s3|sqs|sns|kms|dynamodb):[A-Z]\w+)/;

const accountId = /(?<![\dA-Za-z])(?!0{8})\d{12}(?!\d)/g;

function learn(value: unknown, field: string, known: Names, depth: number): void {
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

function learnText(text: string, field: string, known: Names, depth: number): void {
	const isName = (nameField.test(field) && !otherName.test(field)) || namedFields.test(field);

	if (isName && text.length <= 512 && !/^(?:\$|\{%|arn:|States\.)|\s/.test(text)) {
		const kind = kinds[field.toLowerCase()] ?? 'NAME';

		addParts(text.replace(/^https?:\/\/[^/]+\//, '').split('/'), kind, known);
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

function learnResource(service: string, account: string, resource: string, known: Names): void {
	if (account === 'aws' || (account === '' && service !== 's3')) {
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

const partsOf = (resource: string): string[] =>
	resource
		.replace(/[.:*]+$/, '')
		.split(/[:/]/)
		.filter(Boolean);

/** Wildcards and variables are no names, nor are the parts of a path that AWS sets; what is named beside them is. */
function addParts(path: readonly string[], kind: string, known: Names): void {
	for (const part of path) {
		if (path.length > 1 && pathWords.has(part)) {
			continue;
		}

		for (const literal of part.split(/\*|\?|\$\{[^}]*\}/)) {
			add(literal.replace(/^[-_.]+|[-_.]+$/g, ''), kind, known);
		}
	}
}

function add(name: string, kind: string, known: Names): void {
	const isName =
		name.length > 1 &&
		/[A-Za-z]/.test(name) &&
		!/^(?:sfn-fix|AWSServiceRole)|:|\.amazonaws\.com/.test(name);

	if (!isName || known.given.has(name) || known.pseudonyms.has(name)) {
		return;
	}

	const number = (known.counts.get(kind) ?? 0) + 1;
	const pseudonym = `${kind}-${number}`;
	known.counts.set(kind, number);
	known.pseudonyms.set(name, pseudonym);
	known.given.add(pseudonym);

	if (vocabulary.has(name.toLowerCase())) {
		return;
	}

	const isDistinct = name.length > 5 && /[-_./\d]|[a-z][A-Z]/.test(name);
	plant(name, pseudonym, isDistinct, known.root);
	// As the resource is called in a template.
	const asId = name
		.split(/[^A-Za-z0-9]+/)
		.map(word => word.charAt(0).toUpperCase() + word.slice(1))
		.join('');

	if (isDistinct && asId !== name) {
		plant(asId, pseudonym.replaceAll('-', ''), true, known.root);
	}
}

/** Without account ids and without the names learned so far, those in ARNs of this text included. */
function redact(text: string, known: Names): string {
	const withoutArns = text.replace(
		arn,
		(whole, _partition, service: string, _region, account: string, resource: string) => {
			learnResource(service, account, resource, known);
			return account === 'aws' || (account === '' && service !== 's3')
				? whole
				: `${whole.slice(0, whole.length - resource.length)}${inResource(service, resource, known)}`;
		},
	);

	return withoutArns
		.split(action)
		.map((piece, index) => (index % 2 === 1 ? piece : replaceNames(piece, known.root)))
		.join('')
		.replace(accountId, id => pseudonymOfAccount(id, known));
}

/** Also what is called like a word. */
function inResource(service: string, resource: string, {pseudonyms}: Names): string {
	let isType = !withoutType.has(service) && partsOf(resource).length > 1;

	return resource.replace(/[^:/]+/g, part => {
		const kept = isType;
		isType = false;
		const [, name = '', end = ''] = part.match(/^(.*?)([.*]*)$/) ?? [];
		return kept ? part : `${pseudonyms.get(name) ?? name}${end}`;
	});
}

function pseudonymOfAccount(id: string, {pseudonyms, counts}: Names): string {
	const number = (counts.get('account') ?? 0) + 1;
	const known = pseudonyms.get(id);

	if (known !== undefined) {
		return known;
	}

	counts.set('account', number);
	pseudonyms.set(id, String(number).padStart(12, '0'));
	return String(number).padStart(12, '0');
}
