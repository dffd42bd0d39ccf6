import {inAddressRange} from './ip-address.ts';
import {deploymentUnsettled, type OpenParts} from './open-parts.ts';
import type {Lookup} from './request.ts';
import {type Truth, truthOf} from './truth.ts';
import {type Comparing, fitsResolved, resolve} from './variables.ts';
import {anythingGlob, type Glob, joinGlobs, literalGlob} from './wildcard.ts';

/** One value that the request carries for a condition key; only its start may be known. */
export type Carried = {key: string; glob: Glob; text: string | null};

export const carriedText = (key: string, text: string): Carried => ({
	key,
	glob: literalGlob(text),
	text,
});

export const carriedStart = (key: string, start: string): Carried => ({
	key,
	glob: joinGlobs([start, anythingGlob]),
	text: null,
});

/** What the values are judged in: whether the document's version has variables, and the request's keys. */
export type ComparisonScope = {
	variables: boolean;
	lookup: Lookup;
	openParts?: OpenParts | undefined;
};

type CompareValue = (wanted: string, carried: Carried, scope: ComparisonScope) => Truth;

type Operator = {negated: boolean; compare: CompareValue};

const asText =
	(wildcards: boolean, comparing: Comparing = {}): CompareValue =>
	(wanted, carried, scope) =>
		fitsResolved(resolve(wanted, {...scope, wildcards}), carried.glob, carried.key, {
			...comparing,
			openParts: scope.openParts,
		});

/** Policy variables stand only in text and ARNs. */
const asValue =
	(holds: (wanted: string, given: string) => boolean): CompareValue =>
	(wanted, {key, text}, {openParts}) => {
		if (text === null) {
			return {dependsOn: [key]};
		}

		return openParts?.isIn(wanted) || openParts?.isIn(text)
			? {dependsOn: [deploymentUnsettled]}
			: truthOf(holds(wanted, text));
	};

const asNumbers = (holds: (wanted: number, given: number) => boolean): CompareValue =>
	asValue((wanted, given) => holds(numberOf(wanted), numberOf(given)));

const asDates = (holds: (wanted: number, given: number) => boolean): CompareValue =>
	asValue((wanted, given) => holds(instantOf(wanted), instantOf(given)));

const equal = asText(false);
const alike = asText(true);
const arn = asText(true, {arn: true});
const sameIgnoringCase = asText(false, {ignoreCase: true});
const sameTruth = asValue((wanted, given) => wanted.toLowerCase() === given.toLowerCase());
const sameBytes = asValue((wanted, given) => wanted === given);
const inRange = asValue(inAddressRange);

const same = (wanted: number, given: number): boolean => given === wanted;
const below = (wanted: number, given: number): boolean => given < wanted;
const above = (wanted: number, given: number): boolean => given > wanted;
const atMost = (wanted: number, given: number): boolean => given <= wanted;
const atLeast = (wanted: number, given: number): boolean => given >= wanted;

const holds = (compare: CompareValue): Operator => ({negated: false, compare});
const holdsNot = (compare: CompareValue): Operator => ({negated: true, compare});

/**
 * By name in lower case, without `ForAllValues:`, `ForAnyValue:` and `IfExists`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const operators: ReadonlyMap<string, Operator> = new Map(
	Object.entries({
		stringequals: holds(equal),
		stringnotequals: holdsNot(equal),
		stringequalsignorecase: holds(sameIgnoringCase),
		stringnotequalsignorecase: holdsNot(sameIgnoringCase),
		stringlike: holds(alike),
		stringnotlike: holdsNot(alike),
		numericequals: holds(asNumbers(same)),
		numericnotequals: holdsNot(asNumbers(same)),
		numericlessthan: holds(asNumbers(below)),
		numericlessthanequals: holds(asNumbers(atMost)),
		numericgreaterthan: holds(asNumbers(above)),
		numericgreaterthanequals: holds(asNumbers(atLeast)),
		dateequals: holds(asDates(same)),
		datenotequals: holdsNot(asDates(same)),
		datelessthan: holds(asDates(below)),
		datelessthanequals: holds(asDates(atMost)),
		dategreaterthan: holds(asDates(above)),
		dategreaterthanequals: holds(asDates(atLeast)),
		bool: holds(sameTruth),
		binaryequals: holds(sameBytes),
		ipaddress: holds(inRange),
		notipaddress: holdsNot(inRange),
		arnequals: holds(arn),
		arnlike: holds(arn),
		arnnotequals: holdsNot(arn),
		arnnotlike: holdsNot(arn),
	}),
);

const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

/** ISO 8601, or seconds since 1970. */
function instantOf(text: string): number {
	if (/^\d{1,15}$/.test(text) && text.length !== 4) {
		return Number(text) * 1000;
	}

	return /^\d{4}(?:-|$)/.test(text) ? Date.parse(text) : Number.NaN;
}
