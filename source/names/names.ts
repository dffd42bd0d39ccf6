import {replaceWhereCertain} from './certain-places.ts';
import {arn, learn, learnResource, type Names, partsOf} from './learn.ts';
import {inLogGroup, logGroupIn} from './log-group-name.ts';
import {node, plant, replaceNames} from './name-tree.ts';
import {withoutType} from './name-words.ts';
import type {NamePosition, Redactor} from './printed-names.ts';

/**
 * Account ids and the names that are learned become pseudonyms: the same name the same one. What is `kept` is sfn-fix's
 * own (ids of flows, values of options) and stays as it is.
 */
export function createRedactor(kept: readonly string[] = []): Redactor {
	const known: Names = {
		root: node(),
		pseudonyms: new Map(),
		given: new Set(),
		counts: new Map(),
		words: new Map(),
		kept: new Set(kept),
	};

	for (const text of kept) {
		plant(text, text, 'token', known.root);
	}

	return {
		learn: value => learn(value, '', known, 0),
		redact: (text, place) => redact(text, place, known),
	};
}

const accountId = /(?<![\dA-Za-z])(?!0{8})\d{12}(?!\d)/g;

/** Without account ids and without the names learned so far, those in ARNs of this text included. */
function redact(text: string, place: NamePosition, known: Names): string {
	const word = place === 'value' ? known.words.get(text) : undefined;

	if (word) {
		return word.by;
	}

	const withoutArns = text.replace(
		arn,
		(whole, _partition, service: string, _region, account: string, resource: string) => {
			learnResource(service, account, resource, known);
			return account === 'aws' || (account === '' && service !== 's3')
				? whole
				: `${whole.slice(0, whole.length - resource.length)}${inResource(service, resource, known)}`;
		},
	);

	return replaceNames(
		replaceWhereCertain(withoutArns, known.words.values(), place !== 'part'),
		known.root,
	).replace(accountId, id => pseudonymOfAccount(id, known));
}

/** Also what is called like a word. */
function inResource(service: string, resource: string, {pseudonyms}: Names): string {
	const logGroup = service === 'logs' ? resource.match(inLogGroup) : null;

	if (logGroup) {
		const [, type, name = '', before, stream = '', rest] = logGroup;
		return `${type}${logGroupIn(name, pseudonyms)}${before}${pseudonyms.get(stream) ?? stream}${rest}`;
	}

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
