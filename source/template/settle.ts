import type {PolicyDocument, Statement} from '../policy/document.ts';
import {globOf, globsOverlap} from '../policy/wildcard.ts';
import {hasMarker, withoutMarkers} from './unresolved.ts';

const everything: PolicyDocument = {
	Version: '2012-10-17',
	Statement: [{Effect: 'Allow', Action: ['*'], Resource: ['*']}],
};

/**
 * The policy as it would be if all that the file leaves open were settled so that it speaks of this resource: its
 * Allows then allow it and its Denies deny it, wherever some deployment of the file could make them.
 */
export function settledFor(
	resource: string,
	document: PolicyDocument,
	partlyUnknown: boolean,
): PolicyDocument {
	return partlyUnknown
		? everything
		: {...document, Statement: document.Statement.map(each => settle(each, resource))};
}

function settle(statement: Statement, resource: string): Statement {
	const {Resource, NotResource, Condition, ...rest} = statement;

	return {
		...rest,
		...(Resource && {
			Resource: Resource.some(pattern => couldMatch(pattern, resource))
				? [...Resource, resource]
				: Resource,
		}),
		...(NotResource && notResource(NotResource, resource)),
		...(Condition && condition(Condition)),
	};
}

function notResource(
	patterns: string[],
	resource: string,
): Pick<Statement, 'Resource' | 'NotResource'> {
	const isOpen = patterns.some(
		pattern => hasMarker(pattern, 'open') || couldMatch(pattern, resource),
	);
	return isOpen ? {Resource: ['*']} : {NotResource: patterns};
}

/** Conditions that compare with something open are taken to hold. */
function condition(block: NonNullable<Statement['Condition']>): Pick<Statement, 'Condition'> {
	const kept = Object.entries(block).flatMap(([operator, keys]) => {
		const settled = Object.entries(keys).filter(
			([, values]) => !values.some(value => hasMarker(value, 'open')),
		);
		return settled.length > 0 ? [[operator, Object.fromEntries(settled)] as const] : [];
	});

	return kept.length > 0 ? {Condition: Object.fromEntries(kept)} : {};
}

/**
 * Whether the pattern covers what is asked for some values of what is not known.
 *
 * Part by part where both are ARNs: an account or region that is not known reaches over no colon. A `*` that somebody
 * wrote before the last part does.
 */
function couldMatch(pattern: string, asked: string): boolean {
	// All that a wildcard in what is asked stands for has to be covered: it is no unknown.
	const resource = asked.replaceAll('*', '\u0001').replaceAll('?', '\u0002');
	const [left, right] = [pattern.split(':'), resource.split(':')];
	const inParts =
		left.length > 5 && right.length > 5 && !left.slice(0, 5).some(part => /[*?]/.test(part));

	return inParts
		? left.slice(0, 5).every((part, index) => partsOverlap(part, right[index] ?? '')) &&
				partsOverlap(left.slice(5).join(':'), right.slice(5).join(':'))
		: partsOverlap(pattern, resource);
}

function partsOverlap(pattern: string, resource: string): boolean {
	const [left, right] = [withoutMarkers(pattern, 'open'), withoutMarkers(resource, 'open')];
	return (
		pattern === resource || globsOverlap(globOf(freed(left, right)), globOf(freed(right, left)))
	);
}

/** A made-up name is not known either, but only a wildcard that is written by hand can hit it. */
const freed = (text: string, other: string): string =>
	hasMarker(text, 'named') && !hasMarker(other, 'named') && /[*?]/.test(other)
		? withoutMarkers(text, 'named')
		: text;
