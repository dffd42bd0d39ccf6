import {cleanWithOwnErrors} from './clean.ts';
import {extractFacts} from './extract-facts.ts';
import type {Facts} from './facts.ts';
import type {Incident, Match} from './incident.ts';
import {
	hasCause,
	leadingOwnName,
	type OwnError,
	withoutOwnErrors,
	withoutOwnNames,
} from './own-errors.ts';
import {roleNameOf} from './principal.ts';
import {errorIn} from './quotations.ts';
import type {Clues, Confidence, Expression, Pattern, Recognisable} from './recognition.ts';

const ranks: readonly Confidence[] = ['certain', 'likely', 'possible'];

/** What is known of the state machine that the text is said to concern. */
export type KnownSubject = {roleArn: string | null};

/** What a pasted text says: cleaned, without what it quotes, and as facts. */
export type UnderstoodText = Texts & {
	facts: Facts;
	statedFacts: Facts;
	/** Nothing but the name that the text begins with says whose error it is. */
	isOwn: boolean;
};

export function readText(text: string): UnderstoodText {
	const {cleaned, own} = cleanWithOwnErrors(text);
	const stated = errorIn(withoutOwnErrors(cleaned, own));
	const ownName = leadingOwnName(stated);
	const found = extractFacts(stated);
	const statedFacts = ownName ? {...found, errorName: ownName} : found;

	return {
		cleaned,
		told: withoutOwnNames(stated, own),
		statedFacts,
		isOwn: ownName !== null,
		facts: {...statedFacts, ...deniedCall(cleaned, own)},
	};
}

/** What a pasted text says and which flows it fits: by confidence, then in the order of `flows`. */
export const understand = (
	text: string,
	flows: readonly Recognisable[],
	known: KnownSubject = {roleArn: null},
): Incident => fitFlows(readText(text), flows, known);

export function fitFlows(
	{cleaned, told, facts, statedFacts, isOwn}: UnderstoodText,
	flows: readonly Recognisable[],
	known: KnownSubject = {roleArn: null},
): Incident {
	const clues = {...statedFacts, isOwnRole: isOwnRole(statedFacts, known)};
	const isFound = findsIn(told);
	const matches = flows
		.map(flow => matchFlow(flow, {told, cleaned}, clues, isFound))
		.filter(match => match !== null)
		.map(match => (isOwn ? {...match, confidence: 'possible' as const} : match))
		.sort((a, b) => ranks.indexOf(a.confidence) - ranks.indexOf(b.confidence));

	return {
		text: cleaned,
		facts: {...facts, errorName: errorNameOf(matches, flows, {facts, told})},
		matches,
	};
}

/** A text can report an earlier error first: its name is not that of the error that decides. */
function errorNameOf(
	[decides, ...others]: readonly Match[],
	flows: readonly Recognisable[],
	{facts: {errorName}, told}: {facts: Facts; told: string},
): string | null {
	if (!decides || others.length === 0 || errorName === null || hasCause(told)) {
		return errorName;
	}

	const fits = flows
		.filter(({patterns}) =>
			patterns.some(
				({text, also, facts}) => text?.test(errorName) && !facts && (!also || also.test(errorName)),
			),
		)
		.map(({id}) => id);
	const isOthers =
		!fits.includes(decides.flow) &&
		others.some(({flow, confidence}) => confidence === 'certain' && fits.includes(flow));

	return isOthers ? extractFacts(told.replaceAll(errorName, ' ')).errorName : errorName;
}

/** Whether it is worth knowing the role of the state machine: the text names a denied principal, and not surely whose it is. */
export const mayTurnOnRole = ({matches, facts}: Incident): boolean =>
	facts.principal !== null && matches.every(({confidence}) => confidence === 'possible');

/** Told by comparing ARNs: what a session is called, or that its name was redacted, does not matter then. */
function isOwnRole({principal}: Facts, {roleArn}: KnownSubject): boolean {
	const name = roleNameOf(principal);
	const [account, own] = [principal, roleArn].map(
		arn => /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn ?? '')?.[1],
	);
	return (
		name !== null && name === roleNameOf(roleArn) && (account === undefined || account === own)
	);
}

/** `told` has blanks in the place of what `cleaned` quotes. */
type Texts = {told: string; cleaned: string};

type IsFound = (expression: Expression) => boolean;

/** Flows share expressions: each is compiled and asked once, and the second use would compile it anew for speed. */
function findsIn(text: string): IsFound {
	const known = new Map<Expression, boolean>();

	return expression => {
		const found = known.get(expression) ?? expression.test(text);
		known.set(expression, found);
		return found;
	};
}

function matchFlow(
	flow: Recognisable,
	{told, cleaned}: Texts,
	facts: Clues,
	isFound: IsFound,
): Match | null {
	const held = flow.patterns.filter(pattern => holds(pattern, isFound, facts));
	const confidence = ranks.find(rank => held.some(pattern => pattern.confidence === rank));

	return confidence && !flow.never?.some(isFound)
		? {flow: flow.id, confidence, quoted: passages(held, {told, cleaned})}
		: null;
}

const holds = ({text, also, unless, facts}: Pattern, isFound: IsFound, clues: Clues): boolean =>
	(facts?.(clues) ?? true) &&
	(text === undefined || isFound(text)) &&
	(also === undefined || isFound(also)) &&
	(unless === undefined || !isFound(unless));

const refusal = /(?:\S{1,150} )?(?:is )?not authorized to perform:? \S{0,60}/i;

/** Why the patterns hold, in the text's own words; one on facts alone rests on the refusal. No passage is quoted twice. */
function passages(held: readonly Pattern[], {told, cleaned}: Texts): string[] {
	const places = held
		.flatMap(({text: pattern, also}) => [pattern ?? (also ? undefined : refusal), also])
		.map(expression => expression?.exec(told))
		.filter(match => match !== null && match !== undefined)
		.map(match => passageAt(cleaned, match.index, match[0].length))
		.filter(({from}, index, all) =>
			all.slice(0, index).every(other => from < other.from - 60 || from > other.to - 60),
		);

	return places.slice(0, 3).map(place => quote(cleaned, place));
}

type TextSpan = {from: number; to: number};

const longest = 196;

/** What surrounds a match: some 120 characters, at most 196. */
function passageAt(text: string, index: number, length: number): TextSpan {
	const around = Math.max(0, Math.floor((120 - length) / 2));
	const from = Math.max(0, index - around);
	return {from, to: Math.min(text.length, index + length + around, from + longest)};
}

/** The passage in the text's own words, not cut within a word where white space is near. */
function quote(text: string, {from, to}: TextSpan): string {
	const first = from === 0 ? 0 : text.slice(from, from + 20).indexOf(' ') + 1;
	const last = to === text.length ? -1 : text.slice(to - 20, to).lastIndexOf(' ');
	const passage = text.slice(from + first, last === -1 ? to : to - 20 + last).trim();
	return `${from > 0 ? '…' : ''}${passage}${to < text.length ? '…' : ''}`;
}

const deniedMessage =
	/errorMessage["']? ?[:=]>? ?["']?((?:An error occurred \(\w{1,60}\) when calling the \w{1,60} operation[^:]{0,60}: )?(?:\w{1,60}: )?["']?User:? .*?)(?:["'],? ?["'](?:errorType|stackTrace|trace|requestId)["'] ?:|$)/;

/** As the SDKs of AWS call a call that was denied. */
const denialName =
	/(?:^|\.)(?:ClientError|\w{0,20}AccessDenied(?:Exception)?|UnauthorizedOperation)$/;

/** A function that was denied a call of its own says whose role was denied what: its own, not the state machine's. */
function deniedCall(
	text: string,
	own: readonly OwnError[],
): Partial<Pick<Facts, 'principal' | 'action' | 'resource' | 'denial'>> {
	const [said] = own
		.filter(({isFunction, name}) => isFunction && name !== null && denialName.test(name))
		.map(({from, to}) => deniedMessage.exec(text.slice(from, to))?.[1])
		.filter(found => found !== undefined);

	if (said === undefined) {
		return {};
	}

	const {principal, action, resource, denial} = extractFacts(said);
	return {principal, action, resource, denial};
}
