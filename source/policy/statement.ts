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

	yield wholeIfAllowed(statement, resourceFits(statement, question, scope));
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

function resourceFits(statement: Statement, question: Question, scope: Scope): Truth {
	const {Resource, NotResource} = statement;
	const fits = (patterns: string[]): Truth => anyOf(fitting(patterns, question.resource, scope));

	if (Resource !== undefined) {
		return fits(Resource);
	}

	if (NotResource !== undefined) {
		return not(fits(NotResource));
	}

	return truthOf(question.kind === 'resource');
}

function* fitting(patterns: string[], resource: Glob, scope: Scope): Generator<Truth> {
	for (const pattern of patterns) {
		yield fitsResolved(resolve(pattern, {...scope, wildcards: true}), resource, resourceUnsettled);
	}
}

/** An Allow of a part of what is asked for allows none of it as asked; a Deny of a part is unsettled. */
function wholeIfAllowed({Effect}: Statement, fits: Truth): Truth {
	const part = typeof fits === 'object' && fits.dependsOn.includes(resourceUnsettled);
	return Effect === 'Allow' && part ? 'no' : fits;
}
