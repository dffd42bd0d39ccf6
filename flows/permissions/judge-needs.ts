import type {NeededStatement} from '../../source/definition/need.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import type {ContextValue, RequestContext, StatementRef} from '../../source/policy/evaluate.ts';
import {judgeRoleAction} from '../common/judge-role-action.ts';
import type {RolePermissions} from '../common/role-permissions.ts';
import type {LiveNeed} from './machine-needs.ts';

/**
`open`: denied on everything that it might concern, and what it concerns is known only when the state runs.
`perhaps`: denied, and needed only under a condition that the definition does not show.
*/
export type NeedVerdict =
	| 'allowed'
	| 'missing'
	| 'denied'
	| 'boundary'
	| 'depends'
	| 'open'
	| 'perhaps';

/** One action on one resource that a state needs. */
export type JudgedNeed = {
	need: LiveNeed;
	statement: NeededStatement;
	action: string;
	resource: string;
	verdict: NeedVerdict;
	/** What denies it, or allows it under a condition. */
	refs: StatementRef[];
};

export const judgeNeeds = (
	needs: readonly LiveNeed[],
	permissions: RolePermissions,
	context: CheckContext,
): JudgedNeed[] =>
	needs.flatMap(need =>
		need.statements.flatMap(statement =>
			statement.actions.flatMap(action =>
				statement.resources.map(resource =>
					judgeOne({need, statement, action, resource}, permissions, context),
				),
			),
		),
	);

type Asked = Pick<JudgedNeed, 'need' | 'statement' | 'action' | 'resource'>;

function judgeOne(asked: Asked, permissions: RolePermissions, context: CheckContext): JudgedNeed {
	const {need, statement, action, resource} = asked;
	const known = requestContext(statement);
	const judge = (on: string) =>
		judgeRoleAction({action, resource: on, context: known}, permissions, context);
	const today = need.today[resource];
	const whole = judge(resource);
	const {decision, deniedByBoundary} =
		today === undefined || whole.decision.answer === 'allowed' ? whole : judge(today);

	if (deniedByBoundary && decision.answer !== 'explicitly-denied') {
		return {...asked, verdict: 'boundary', refs: []};
	}

	switch (decision.answer) {
		case 'allowed':
			return {...asked, verdict: 'allowed', refs: decision.by};
		case 'explicitly-denied':
			return {...asked, verdict: 'denied', refs: decision.by};
		case 'depends':
			return {...asked, verdict: 'depends', refs: decision.by};
		case 'not-allowed':
			return {...asked, verdict: missingOrOpen(asked), refs: []};
	}
}

function missingOrOpen({statement, action}: Asked): NeedVerdict {
	if (statement.dynamic) {
		return 'open';
	}

	// Passing a role is granted on AWS's word alone, not on our reading of its documentation.
	const isGuess = statement.inferred === true && action === 'iam:PassRole';
	const isBeside = statement.onlyFor !== undefined || statement.touched !== undefined;
	return statement.when !== undefined || isGuess || isBeside ? 'perhaps' : 'missing';
}

/** A request as the documented condition expects it: what carries other values is not the state's. */
export function requestContext({conditions = {}}: NeededStatement): RequestContext {
	const keys = Object.values(conditions).flatMap(byKey => Object.entries(byKey));
	return Object.fromEntries(keys.map(([key, values]) => [key, contextValue(values)]));
}

function contextValue(values: readonly string[]): ContextValue {
	const [only = '', ...others] = values;
	const start = only.indexOf('*');

	if (others.length > 0 || start === -1) {
		return {known: [...values]};
	}

	return start === 0 ? 'unknown' : {startsWith: only.slice(0, start)};
}
