import {hasResourcePolicies, policyHolder} from '../../source/account/resource-policies.ts';
import {formatArn, parseArn} from '../../source/aws/arn.ts';
import type {NeededStatement} from '../../source/definition/need.ts';
import type {CheckContext} from '../../source/diagnosis/check.ts';
import type {Decision} from '../../source/policy/evaluate.ts';
import {type JudgedRoleAction, judgeRoleAction} from '../common/judge-role-action.ts';
import type {RolePermissions} from '../common/role-permissions.ts';
import {
	type Asked,
	askedContext,
	type JudgedNeed,
	type NeedVerdict,
	reading,
} from './judged-need.ts';
import type {LiveNeed} from './machine-needs.ts';
import {withResourcePolicies} from './resource-policy-verdicts.ts';

/** By the role's policies and boundary, and by the policies of the resources themselves. */
export async function judgeNeeds(
	needs: readonly LiveNeed[],
	permissions: RolePermissions,
	context: CheckContext,
): Promise<JudgedNeed[]> {
	const judged = needs.flatMap(need =>
		need.statements.flatMap(statement =>
			statement.actions.flatMap(action =>
				together(
					statement,
					statement.resources.map(resource =>
						judgeOne({need, statement, action, resource}, permissions, context),
					),
				),
			),
		),
	);

	return withResourcePolicies(judged, permissions, context);
}

/** Where the call is about one of several resources, the verdict on each is a part of one verdict. */
function together({oneOf}: NeededStatement, judged: JudgedNeed[]): JudgedNeed[] {
	const verdicts = new Set(judged.map(({verdict}) => verdict));

	return oneOf && verdicts.size > 1
		? judged.map(each => ({...each, verdict: 'open' as const}))
		: judged;
}

function judgeOne(asked: Asked, permissions: RolePermissions, context: CheckContext): JudgedNeed {
	const judge = (resource: string) =>
		judgeRoleAction(
			{...asked, resource, ...reading(asked.action, resource), context: askedContext(asked)},
			permissions,
			context,
		);
	const {decision, deniedByBoundary} = decide(asked, judge, context);

	if (deniedByBoundary && decision.answer !== 'explicitly-denied') {
		return {...asked, verdict: aside(asked.statement) ?? 'boundary', refs: []};
	}

	return {...asked, ...verdictOf(asked, decision)};
}

/**
 * What the state is known to call today counts for its resource. One that only the run tells may lie in another
 * region or account than the resource that would be granted.
 */
function decide(
	{need, statement, resource}: Asked,
	judge: (resource: string) => JudgedRoleAction,
	{subject}: CheckContext,
): JudgedRoleAction {
	const today = need.today[resource];
	const wide = statement.dynamic ? widened(resource, subject.accountId) : resource;
	const first = judge(wide);

	if (today !== undefined && first.decision.answer !== 'allowed') {
		return judge(today);
	}

	if (wide === resource || first.decision.answer !== 'depends') {
		return first;
	}

	const within = judge(resource);
	return within.decision.answer === 'allowed' ? within : first;
}

function widened(resource: string, accountId: string): string {
	const arn = parseArn(resource);
	return arn && arn.accountId === accountId
		? formatArn({...arn, region: '*', accountId: '*'})
		: resource;
}

function verdictOf(asked: Asked, decision: Decision): Pick<JudgedNeed, 'verdict' | 'refs'> {
	const {statement, action, resource} = asked;

	switch (decision.answer) {
		case 'allowed':
			return {verdict: 'allowed', refs: decision.by};
		case 'explicitly-denied':
			// Whether the call touches what is denied is not known, and a denial is never less than nothing allowed.
			return {
				verdict: statement.touched === undefined ? (aside(statement) ?? 'denied') : 'open',
				refs: decision.by,
			};
		case 'depends': {
			if (statement.touched !== undefined) {
				return {verdict: 'touched', refs: []};
			}

			const isOpen = decision.on.includes('resource');
			// Secrets Manager ends a name in six characters of its own: another secret of that name there is not.
			const isTheOne = isOpen && decision.on.length === 1 && resource.endsWith('-??????');
			const verdict = isTheOne ? 'allowed' : isOpen ? 'open' : 'depends';
			return {
				verdict: verdict === 'allowed' ? verdict : (aside(statement) ?? verdict),
				refs: decision.by,
			};
		}
		case 'not-allowed':
			return {verdict: missing({statement, action, resource}), refs: []};
	}
}

/** What is missing beside the call itself breaks no execution by itself. */
function aside({onlyFor, when, touched}: NeededStatement): NeedVerdict | null {
	if (onlyFor !== undefined) {
		return 'beside';
	}

	return when !== undefined ? 'perhaps' : touched !== undefined ? 'touched' : null;
}

function missing({
	statement,
	action,
	resource,
}: Pick<Asked, 'statement' | 'action' | 'resource'>): NeedVerdict {
	// Nothing is granted on an inference about what a call touches.
	if (statement.touched !== undefined) {
		return 'open';
	}

	// The policy of a bucket or a key that is not known may name the role.
	if (statement.dynamic && hasResourcePolicies(action) && policyHolder(resource) === null) {
		return aside(statement) ?? 'open';
	}

	// Passing a role is granted on AWS's word alone, not on our reading of its documentation.
	const isGuess = statement.inferred === true && action === 'iam:PassRole';
	return aside(statement) ?? (isGuess ? 'perhaps' : 'missing');
}
