import type {ComparisonScope} from './comparisons.ts';
import {type CompiledStatement, compile, type PolicyKind} from './compile.ts';
import {conditionHolds} from './conditions.ts';
import type {PolicyDocument} from './document.ts';
import {mayFit, patternFits, type ResourcePattern} from './pattern.ts';
import {principalFits} from './principals.ts';
import {contextLookup, type Lookup, type PolicyRequest} from './request.ts';
import {allOf, anyOf, not, type Truth, truthOf} from './truth.ts';
import {type Glob, globOf, ignoringCase, literalGlob, literalStart} from './wildcard.ts';

/** What stands in `dependsOn` where a statement speaks of a part of the resources asked for. */
const resourceUnsettled = 'resource';

/** What the request asks, made ready once for all statements. */
export type PreparedRequest = {
	request: PolicyRequest;
	action: Glob;
	resource: Glob;
	/** What every resource that is asked for begins with. */
	start: string;
	lookup: Lookup;
	kind: PolicyKind;
};

export function questionOf(request: PolicyRequest, kind: PolicyKind): PreparedRequest {
	const resource =
		request.standsFor === 'itself' ? literalGlob(request.resource) : globOf(request.resource);

	return {
		request,
		action: ignoringCase(globOf(request.action)),
		resource,
		start: literalStart(resource),
		lookup: contextLookup(request),
		kind,
	};
}

/** The statements that apply to the request or may do so, each with what is known of that. */
export function* applying(
	document: PolicyDocument,
	question: PreparedRequest,
): Generator<{compiled: CompiledStatement; truth: Exclude<Truth, 'no'>}> {
	const {variables, about} = compile(document, question.kind);
	const scope = {variables, lookup: question.lookup, openParts: question.request.openParts};

	const {action, start, resource} = question;

	for (const compiled of about(action, start, start === resource)) {
		const truth = applies(compiled, question, scope);

		if (truth !== 'no') {
			yield {compiled, truth};
		}
	}
}

function applies(
	compiled: CompiledStatement,
	question: PreparedRequest,
	scope: ComparisonScope,
): Truth {
	const resource = resourceFits(compiled, question, scope);

	// Most statements about an action fall here.
	if (resource === 'no') {
		return 'no';
	}

	const {statement} = compiled;
	const {kind, request} = question;
	const who = kind === 'resource' ? principalFits(statement, request.principal) : 'yes';

	return who === 'no' ? 'no' : allOf([who, resource, conditionHolds(statement.Condition, scope)]);
}

/**
 * Where all of several resources are asked for, an Allow of a part allows none of it as asked, and one that
 * leaves out a part leaves out what is asked for. A Deny of a part is unsettled, and so is everything about a
 * part where one of them is asked for that is not known.
 */
function resourceFits(
	{statement, patterns}: CompiledStatement,
	question: PreparedRequest,
	scope: ComparisonScope,
): Truth {
	if (patterns === null) {
		return truthOf(question.kind === 'resource');
	}

	const wanted = patterns.filter(pattern => mayFit(pattern, question.start));

	if (wanted.length === 0) {
		return truthOf(statement.Resource === undefined);
	}

	const whole = statement.Effect === 'Allow' && question.request.standsFor !== 'one';
	const fits = (pattern: ResourcePattern): Truth =>
		patternFits(pattern, question.resource, resourceUnsettled, scope);

	return statement.Resource === undefined
		? not(anyOf(lazily(wanted, whole ? one => partIsAll(fits(one)) : fits)))
		: anyOf(lazily(wanted, whole ? one => partIsNone(fits(one)) : fits));
}

function* lazily(
	patterns: readonly ResourcePattern[],
	fits: (pattern: ResourcePattern) => Truth,
): Generator<Truth> {
	for (const pattern of patterns) {
		yield fits(pattern);
	}
}

const partIsNone = (truth: Truth): Truth =>
	typeof truth === 'object' && truth.dependsOn.includes(resourceUnsettled) ? 'no' : truth;

/** Where a policy variable is unknown besides, there may be no such part. */
const partIsAll = (truth: Truth): Truth =>
	typeof truth === 'object' && truth.dependsOn.every(on => on === resourceUnsettled)
		? 'yes'
		: truth;
