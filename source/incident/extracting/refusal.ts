import type {Denial} from '../facts.ts';
import {isRedaction, unquoted} from './unquoted.ts';

/** One refusal, in any of the forms of https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
export type Refusal = {
	principal: string | null;
	action: string | null;
	resource: string | null;
	denial: Denial;
};

/** Also where the beginning of the sentence was cut off: `perform: s3:GetObject on resource: …`. */
const refused =
	/\bnot authorized to perform\b:?|\b(?:authorized to )?perform: ?(?=["'`]?[a-z][\w-]{1,30}: ?[a-z*][\w*]{0,80}["'`]? on (?:the )?resource)|^\W{0,5}(?:authorized to )?perform:/gi;

const allowedNowhere =
	/\bbecause no [a-z][a-z -]{2,40}? allows the ([a-z][\w-]{1,30}:[a-z*][\w*]{0,80}) action\b/i;

/** Every refusal that the text states, in its order. */
export function findRefusals(text: string): Refusal[] {
	const refusals = [...text.matchAll(refused)].slice(0, 50).map(found => {
		const after = text.slice(found.index + found[0].length, found.index + 2500);
		const {action, rest} = actionAt(after);
		const {resource, context} = resourceAt(rest);

		return {
			principal: principalBefore(text, found.index),
			action,
			resource,
			denial: denialIn(context),
		};
	});

	return refusals.length > 0 ? refusals : remainder(text);
}

/** The last words of a refusal alone. */
function remainder(text: string): Refusal[] {
	const action = allowedNowhere.exec(text)?.[1];
	return action ? [{principal: null, action, resource: null, denial: denialIn(text)}] : [];
}

const actionPattern =
	/^\s*(?:(?:the )?(?:following )?(?:action|operation)s?:? )?["'`[(]?([A-Za-z][\w-]{1,40}: ?[A-Za-z*][\w*]{0,80})["'`\])]?/;

function actionAt(text: string): {action: string | null; rest: string} {
	const found = actionPattern.exec(text);
	return {
		action: found?.[1]?.replace(' ', '') ?? null,
		rest: found ? text.slice(found[0].length) : text,
	};
}

/** The word before "is not authorized", unless it stands for one that was left out. */
function principalBefore(text: string, index: number): string | null {
	const before = text
		.slice(Math.max(0, index - 700), index)
		.replace(/\s*\b(?:is|are|was)?\s*$/i, '');
	const word =
		/(?:<[^<>]{1,60}>|\[[^[\]]{1,60}\]|\{[^{}"]{1,60}\}|\([\w -]{1,40}\)|[^\s<>]){1,600}$/.exec(
			before,
		)?.[0];

	if (!word) {
		return null;
	}

	const principal = unquoted(word.replace(/^.{0,80}(?:User|user):/, ''));
	return isPrincipal(principal, before.slice(0, -word.length)) ? principal : null;
}

/** Without `User:` before it only an ARN, a service or a redaction is a principal: other words are prose. */
function isPrincipal(word: string, before: string): boolean {
	if (isRedaction(word)) {
		return true;
	}

	if (!/[\w*]/.test(word) || /^(?:user|you|role|and|exception):?$/i.test(word)) {
		return false;
	}

	return (
		/^arn:/.test(word) ||
		/^[a-z][\w.-]{1,80}\.amazonaws\.com$/.test(word) ||
		(/\b(?:User:?|user:) ?["'`]?$/.test(before) && !/^\w+:$/.test(word))
	);
}

const implicit = /\bbecause no ([A-Za-z][A-Za-z -]{2,40}?) allows\b/i;
const explicit =
	/\bwith an explicit deny(?: in (?:an?|the) ([A-Za-z][A-Za-z -]{2,40}?(?:policy|boundary)))?(?:: ?["'`]?(arn:[^\s"'`,;)]{10,300}))?/i;

function denialIn(context: string): Denial {
	const deny = explicit.exec(context);

	if (deny) {
		return {
			kind: 'explicit',
			policyType: deny[1] ?? null,
			policyArn: deny[2]?.replace(/[.:]+$/, '') ?? null,
		};
	}

	const silence = implicit.exec(context);
	return {
		kind: silence ? 'implicit' : 'unstated',
		policyType: silence?.[1] ?? null,
		policyArn: null,
	};
}

const onResource =
	/^[\s,.(]{0,3}(?:actions? )?(?:(?:on|for) (?:the )?(?:following )?resources?(?:\(s\))?(?: ?[:=])?|on(?=:? ["'`<[]?arn:):?)\s*/i;
const token =
	/^(?:\[?["'`]|<(?=arn:))?((?:<[^<>"]{1,60}>|\[[^[\]"]{1,60}\]|\{[^{}"]{1,60}\}|\([\w -]{1,40}\)|[^\s"'`<>\\|]){1,1200})/;

const looksLikeName = /^(?:arn:|https?:)|[\d*<[{/:]/;
/** A plain word is a resource only where nothing but the reason follows it: otherwise it is prose. */
const endsThere = /^\s*(?:$|because\b|with an explicit\b|[^\w\s])/i;

/** The resource at the start of what follows an action, and what comes after it. */
function resourceAt(text: string): {resource: string | null; context: string} {
	const found = onResource.exec(text);
	const rest = found ? text.slice(found[0].length) : text;
	const word = found
		? (spacedName(rest) ??
			(found[0].includes(':') ? plainName(rest) : undefined) ??
			token.exec(rest)?.[1])
		: undefined;

	if (!word) {
		return {resource: null, context: sentence(rest)};
	}

	const resource = unquoted(withoutFullStop(unquoted(word)));
	const after = rest.slice(rest.indexOf(word) + word.length);
	const stated =
		/[\w*]/.test(resource) &&
		(looksLikeName.test(resource) || named.test(resource) || endsThere.test(after));
	return {resource: stated ? resource : null, context: sentence(rest.slice(word.length))};
}

/** IAM names what has no ARN yet by its kind: `user jo`. */
const named =
	/^(?:user|role|group|policy|instance profile|server certificate|access key|mfa) [\w+=,.@/-]{1,128}$/;
const namedAt = new RegExp(
	`^["'\`]?(${named.source.slice(1, -1)})(?=["'\`.,]?(?:$| (?:because|with)\\b| ?\\())`,
);
const quoted = /^(["'])(arn:[^"'<>\\|]{1,600})\1/;
const untilReason =
	/^(arn:[^"'`<>\\|]{1,600}?) (?:because (?:no|the|it) |with an explicit deny|\(Service: )/;
/** A redaction of two words in the place of the region or the account: it ends before the resource begins. */
const withoutFields =
	/^(arn:[\w-]{1,20}:[\w-]{1,30}:(?:[^\s"'`:<[({]{0,30} )?[^\s"'`:<[({]{0,30}:[^\s"'`:<[({]{0,30} [^\s"'`:<[({]{1,30}:[^\s"'`<>\\|]{1,600})/;
const prose = /[,;:.] |\b(?:is|are|was|has|and|or|but|if|the|this|not|to|as|at|for)\b/i;

/** A name with blanks in it, where the quotes around it or the reason after it say how far it goes. */
function spacedName(text: string): string | undefined {
	const ended = quoted.exec(text)?.[2] ?? untilReason.exec(text)?.[1] ?? '';

	if (ended.includes(' ') && !/[,;] |[.:] [A-Z]/.test(ended) && !refusal.test(ended)) {
		return ended;
	}

	const name = namedAt.exec(text)?.[1] ?? withoutFields.exec(text)?.[1] ?? '';
	return name.includes(' ') && !prose.test(name) && !refusal.test(name) ? name : undefined;
}

/** A name that is no ARN, where a colon before it and the reason after it say how far it goes. */
function plainName(text: string): string | undefined {
	const name = /^([^"'`<>\\|:;,()]{3,200}?) because no [a-z][a-z -]{2,40} allows\b/.exec(text)?.[1];
	return name?.includes(' ') && !prose.test(name) ? name : undefined;
}

const refusal = /because no|explicit deny|\(Service/;

/** A name may end in dots that stand for more; a single one, or a colon, ends the sentence. */
const withoutFullStop = (word: string): string =>
	/:log-stream:$/.test(word) ? word : word.replace(/([^.:])[.:]$/, '$1');

/** What belongs to this refusal: up to the next one, at most 700 characters. */
const sentence = (text: string): string =>
	text.slice(0, 700).split(/not authorized to perform/i, 1)[0] ?? '';
