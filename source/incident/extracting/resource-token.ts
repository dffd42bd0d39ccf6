import {unquoted} from './unquoted.ts';

const onResource = /^[\s,.]{0,3}on (?:the )?(?:following )?resources?(?:\(s\))?:?\s*/i;
const token = /^["'`]?((?:<[^<>"]{1,60}>|\[[^[\]"]{1,60}\]|[^\s"'`<>\\|]){1,1200})/;

const looksLikeName = /^(?:arn:|https?:)|[\d*<[{/:]/;
/** A plain word is a resource only where nothing but the reason follows it: otherwise it is prose. */
const endsThere = /^\s*(?:$|because\b|with\b|[^\w\s])/i;

/** The resource at the start of what follows an action, and what comes after it. */
export function resourceAt(text: string): {resource: string | null; context: string} {
	const found = onResource.exec(text);
	const rest = found ? text.slice(found[0].length) : text;
	const word = found ? token.exec(rest)?.[1] : undefined;

	if (!word) {
		return {resource: null, context: sentence(rest)};
	}

	const resource = withoutFullStop(unquoted(word));
	const after = rest.slice(rest.indexOf(word) + word.length);
	const stated = /[\w*]/.test(resource) && (looksLikeName.test(resource) || endsThere.test(after));
	return {resource: stated ? resource : null, context: sentence(rest.slice(word.length))};
}

/** A name may end in dots that stand for more; a single one, or a colon, ends the sentence. */
const withoutFullStop = (word: string): string => word.replace(/([^.:])[.:]$/, '$1');

/** What belongs to this refusal: up to the next one, at most 700 characters. */
const sentence = (text: string): string =>
	text.slice(0, 700).split(/not authorized to perform/i, 1)[0] ?? '';
