import {type Compared, compare, deploymentUnsettled, type OpenParts} from './open-parts.ts';
import type {Lookup} from './request.ts';
import {type Truth, truthOf} from './truth.ts';
import {
	anythingGlob,
	type Coverage,
	coverage,
	type Glob,
	globOf,
	ignoringCase,
	joinGlobs,
	literalGlob,
} from './wildcard.ts';

/** A value of a policy with its variables filled in; `null` where the request lacks one of them. */
export type Resolved = {
	glob: Glob;
	/** Keys whose values are not known: the glob has wildcards in their stead. */
	unknown: string[];
} | null;

export type ResolveOptions = {
	/** Documents of version 2008-10-17 have none: there `${aws:username}` is plain text. */
	variables: boolean;
	/** Whether `*` and `?` are wildcards. */
	wildcards: boolean;
	lookup: Lookup;
};

type Part = {text: string; unknown?: string} | null;

const variable = /\$\{([^{}]{1,400})\}/g;
const keyWithDefault = /^([^,]{1,200}?)\s{0,20},\s{0,20}'([^']{0,200})'\s{0,20}$/;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
export function resolve(value: string, reading: ResolveOptions): Resolved {
	const plain = reading.wildcards ? globOf : literalGlob;

	if (!reading.variables || !value.includes('${')) {
		return {glob: plain(value), unknown: []};
	}

	const parts: Part[] = [];
	let end = 0;

	for (const match of value.matchAll(variable)) {
		parts.push(
			{text: plain(value.slice(end, match.index))},
			filledIn(match[1] ?? '', reading.lookup),
		);
		end = match.index + match[0].length;
	}

	return joined([...parts, {text: plain(value.slice(end))}]);
}

function joined(parts: readonly Part[]): Resolved {
	const present = parts.filter(part => part !== null);

	if (present.length < parts.length) {
		return null;
	}

	return {
		glob: joinGlobs(present.map(({text}) => text)),
		unknown: present.flatMap(({unknown}) => unknown ?? []),
	};
}

function filledIn(content: string, lookup: Lookup): Part {
	if (content === '*' || content === '?' || content === '$') {
		return {text: content};
	}

	const [, key = content.trim(), fallback] = keyWithDefault.exec(content) ?? [];
	const value = lookup(key);

	if (value === 'absent') {
		return fallback === undefined ? null : {text: fallback};
	}

	if (value === 'unknown' || !('known' in value)) {
		const start = typeof value === 'object' && 'startsWith' in value ? value.startsWith : '';
		return {text: start + anythingGlob, unknown: key};
	}

	// A key with several values cannot stand in a variable.
	return value.known.length === 1 ? {text: value.known[0] ?? ''} : null;
}

export type Comparing = {
	arn?: boolean;
	ignoreCase?: boolean;
	openParts?: OpenParts | undefined;
};

/** Whether `subject` (a resource or a condition key's value, named by `key`) fits the policy's value. */
export function fitsResolved(
	resolved: Resolved,
	subject: Glob,
	key: string,
	{arn = false, ignoreCase = false, openParts}: Comparing = {},
): Truth {
	if (resolved === null) {
		return 'no';
	}

	const pattern = ignoreCase ? ignoringCase(resolved.glob) : resolved.glob;
	const asked = ignoreCase ? ignoringCase(subject) : subject;

	if (resolved.unknown.length > 0) {
		return withUnknown(resolved.unknown, compare(pattern, asked, {openParts}), key);
	}

	const {coverage: covered, isOpen} = compare(pattern, asked, {arn, openParts});
	return asTruth(covered, isOpen ? deploymentUnsettled : key);
}

/** The same for a pattern without variables. */
export const fitsGlob = (pattern: Glob, subject: Glob, key: string): Truth =>
	asTruth(coverage(pattern, subject), key);

/** What does not cover all even with a wildcard for each unknown value never does. */
function withUnknown(unknown: string[], {coverage: covered, isOpen}: Compared, key: string): Truth {
	if (covered === 'none') {
		return 'no';
	}

	return {
		dependsOn: covered === 'all' ? unknown : [...unknown, isOpen ? deploymentUnsettled : key],
	};
}

const asTruth = (covered: Coverage, key: string): Truth =>
	covered === 'some' ? {dependsOn: [key]} : truthOf(covered === 'all');
