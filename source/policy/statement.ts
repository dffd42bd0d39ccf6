import type {Scope} from './comparisons.ts';
import {conditionHolds} from './conditions.ts';
import type {Statement} from './document.ts';
import {principalFits} from './principals.ts';
import {contextLookup, type Lookup, type PolicyRequest} from './request.ts';
import {allOf, anyOf, not, type Truth, truthOf} from './truth.ts';
import {fitsResolved, resolve} from './variables.ts';
import {coverage, type Glob, globOf, ignoringCase} from './wildcard.ts';

/** What stands in `dependsOn` where a statement speaks of a part of the resources asked for. */
export const resourceUnsettled = 'resource';

/** What the request asks, made ready once for all statements. */
export type Question = {
	request: PolicyRequest;
	action: Glob;
	resource: Glob;
	lookup: Lookup;
	/** Identity policies have no principals; resource policies may do without resources. */
	kind: 'identity' | 'resource';
};

export const questionOf = (request: PolicyRequest, kind: Question['kind']): Question => ({
	request,
	action: ignoringCase(globOf(request.action)),
	resource: globOf(request.resource),
	lookup: contextLookup(request),
	kind,
});

/** Whether the statement applies to the request. `variables`: whether its document has policy variables. */
export const applies = (statement: Statement, question: Question, variables: boolean): Truth =>
	allOf(elementsFit(statement, question, {variables, lookup: question.lookup}));

/** Lazily, the cheap ones first: most statements fall at the action. */
function* elementsFit(statement: Statement, question: Question, scope: Scope): Generator<Truth> {
	yield actionFits(statement, question.action);

	if (question.kind === 'resource') {
		yield principalFits(statement, question.request.principal);
	}

	yield resourceFits(statement, question, scope);
	yield conditionHolds(statement.Condition, scope);
}

function actionFits({Action, NotAction}: Statement, action: Glob): Truth {
	const fits = (pattern: string): boolean =>
		coverage(ignoringCase(globOf(pattern)), action) === 'all';

	if (Action !== undefined) {
		return truthOf(Action.some(fits));
	}

	return truthOf(NotAction !== undefined && !NotAction.some(fits));
}

/**
 * An Allow of a part of what is asked for allows none of it as asked, and one that leaves out a part leaves out
 * what is asked for. A Deny of a part is unsettled.
 */
function resourceFits(statement: Statement, question: Question, scope: Scope): Truth {
	const {Effect, Resource, NotResource} = statement;
	const fits = (pattern: string): Truth =>
		fitsResolved(
			resolve(pattern, {...scope, wildcards: true}),
			question.resource,
			resourceUnsettled,
		);

	if (Resource !== undefined) {
		return anyOf(lazily(Resource, Effect === 'Allow' ? one => partIsNone(fits(one)) : fits));
	}

	if (NotResource !== undefined) {
		return not(anyOf(lazily(NotResource, Effect === 'Allow' ? one => partIsAll(fits(one)) : fits)));
	}

	return truthOf(question.kind === 'resource');
}

function* lazily(patterns: string[], fits: (pattern: string) => Truth): Generator<Truth> {
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
