import type {ComparisonScope} from './comparisons.ts';
import type {Truth} from './truth.ts';
import {fitsGlob, fitsResolved, resolve} from './variables.ts';
import {type Glob, globOf, literalStart} from './wildcard.ts';

/** A pattern of Resource or NotResource, made ready once for all requests. */
export type ResourcePattern = {
	text: string;
	/** Null where it holds policy variables: then it is another one for each request. */
	glob: Glob | null;
	/** What everything that fits begins with. */
	start: string;
};

const variable = /\$\{[^{}]{1,400}\}/g;

export function patternOf(text: string, variables: boolean): ResourcePattern {
	if (variables && text.includes('${')) {
		return {text, glob: null, start: literalStart(globOf(text.slice(0, text.indexOf('${'))))};
	}

	const glob = globOf(text);
	return {text, glob, start: literalStart(glob)};
}

/**
 * AWS completes an ARN of fewer than six parts with `*`, in policies that belong to a principal: there
 * `arn:aws:sqs` means `arn:aws:sqs:*:*:*`. In those that belong to a resource it does not.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function completedArn(text: string, variables: boolean): string {
	const missing = 6 - (variables ? text.replace(variable, '') : text).split(':').length;
	return text.startsWith('arn:') && missing > 0 ? text + ':*'.repeat(missing) : text;
}

/** Most pairs are told apart by how they begin. */
export const mayFit = ({start}: ResourcePattern, asked: string): boolean =>
	start.length <= asked.length ? asked.startsWith(start) : start.startsWith(asked);

export const patternFits = (
	{text, glob}: ResourcePattern,
	subject: Glob,
	key: string,
	scope: ComparisonScope,
): Truth =>
	glob === null
		? fitsResolved(resolve(text, {...scope, wildcards: true}), subject, key, {
				openParts: scope.openParts,
			})
		: fitsGlob(glob, subject, key);
