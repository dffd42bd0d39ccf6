import {unquoted} from './unquoted.ts';

const onResource =
	/^[\s,.(]{0,3}(?:actions? )?(?:(?:on|for) (?:the )?(?:following )?resources?(?:\(s\))?(?: ?[:=])?|on(?=:? ["'`<[]?arn:):?)\s*/i;
const token =
	/^(?:\[?["'`]|<(?=arn:))?((?:<[^<>"]{1,60}>|\[[^[\]"]{1,60}\]|\{[^{}"]{1,60}\}|\([\w -]{1,40}\)|[^\s"'`<>\\|]){1,1200})/;

const looksLikeName = /^(?:arn:|https?:)|[\d*<[{/:]/;
/** A plain word is a resource only where nothing but the reason follows it: otherwise it is prose. */
const endsThere = /^\s*(?:$|because\b|with an explicit\b|[^\w\s])/i;

/** The resource at the start of what follows an action, and what comes after it. */
export function resourceAt(text: string): {resource: string | null; context: string} {
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
