import type {PolicyDocument, Statement} from '../policy/document.ts';
import {unreadStatement} from '../policy/open-parts.ts';
import {globOf, globsOverlap} from '../policy/wildcard.ts';
import {isSameReference} from './refer.ts';
import {hasAnyMarker, hasMarker, withoutMarkers} from './unresolved.ts';

const everything: PolicyDocument = {
	Version: '2012-10-17',
	Statement: [{Sid: unreadStatement, Effect: 'Allow', Action: ['*'], Resource: ['*']}],
};

/**
 * The policy as it would be if all that the resources of its statements leave open were settled so that they speak of
 * a resource, wherever some deployment of the file could make them. Conditions stay: they are judged with what is open.
 * Null where nothing that concerns it is open.
 */
export function settling(
	document: PolicyDocument,
	partlyUnknown: boolean,
): (resource: string) => PolicyDocument | null {
	const hasOpenParts = hasAnyMarker(JSON.stringify(document));
	const statements = document.Statement.map(prepared);

	return resource => {
		if (partlyUnknown) {
			return everything;
		}

		return hasOpenParts || hasAnyMarker(resource)
			? {...document, Statement: statements.map(settle => settle(resource, askedSide(resource)))}
			: null;
	};
}

function prepared(statement: Statement): (resource: string, asked: Side) => Statement {
	const {Resource, NotResource, ...settled} = statement;
	const patterns = Resource?.map(sideOf) ?? [];
	const others = NotResource?.map(sideOf) ?? [];
	const hit = (sides: Side[], asked: Side) => sides.some(side => couldMatch(side, asked));

	return (resource, asked) => {
		if (Resource) {
			return {...settled, Resource: hit(patterns, asked) ? [...Resource, resource] : Resource};
		}

		if (NotResource) {
			if (NotResource.some(pattern => isSameReference(pattern, resource))) {
				return {...settled, NotResource: [...NotResource, resource]};
			}

			const isOpen = others.some(({isOpen}) => isOpen) || hit(others, asked);
			return {...settled, ...(isOpen ? {Resource: ['*']} : {NotResource})};
		}

		return settled;
	};
}

/** One side of a comparison, made ready once. */
type Side = {
	text: string;
	parts: string[];
	isOpen: boolean;
	isNamed: boolean;
	/** What surely comes first. */
	prefix: string;
};

function sideOf(text: string): Side {
	const parts = text.split(':');
	const isOpen = hasMarker(text, 'open');

	return {
		text,
		parts: parts.length > 5 ? [...parts.slice(0, 5), parts.slice(5).join(':')] : parts,
		isOpen,
		isNamed: hasMarker(text, 'named'),
		prefix: /^[^*?_]*/.exec(withoutMarkers(withoutMarkers(text, 'open'), 'named'))?.[0] ?? '',
	};
}

/** All that a wildcard in what is asked stands for has to be covered: it is no unknown. */
const askedSide = (resource: string): Side =>
	sideOf(resource.replaceAll('*', '\u0001').replaceAll('?', '\u0002'));

/**
 * Whether the pattern covers what is asked for some values of what is not known.
 *
 * Part by part where both are ARNs: an account or region that is not known reaches over no colon. A `*` that somebody
 * wrote before the last part does.
 */
function couldMatch(pattern: Side, asked: Side): boolean {
	if (!pattern.prefix.startsWith(asked.prefix) && !asked.prefix.startsWith(pattern.prefix)) {
		return false;
	}

	const inParts =
		pattern.parts.length === 6 &&
		asked.parts.length === 6 &&
		!/[*?]/.test(pattern.parts.slice(0, 5).join(''));
	const overlap = (one: string, other: string): boolean => {
		const left = pattern.isOpen ? withoutMarkers(one, 'open') : one;
		const right = asked.isOpen ? withoutMarkers(other, 'open') : other;
		const isOfNames = pattern.isNamed || asked.isNamed;

		return (
			one === other ||
			(isOfNames
				? globsOverlap(globOf(freed(left, right)), globOf(freed(right, left)))
				: globsOverlap(globOf(left), globOf(right)))
		);
	};

	return inParts
		? pattern.parts.every((part, index) => overlap(part, asked.parts[index] ?? ''))
		: overlap(pattern.text, asked.text);
}

/** A made-up name is not known either, but only a wildcard that is written by hand can hit it. */
const freed = (text: string, other: string): string =>
	/[*?]/.test(other) && hasMarker(text, 'named') && !hasMarker(other, 'named')
		? withoutMarkers(text, 'named')
		: text;
