import type {CheckContext} from '../../source/diagnosis/check.ts';
import {
	type Decision,
	evaluateIdentityPolicies,
	type NamedPolicy,
	type RequestContext,
} from '../../source/policy/evaluate.ts';
import {type OpenPolicy, type RolePermissions, roleRequestContext} from './role-permissions.ts';

/** `context`: what is known of the request beyond who makes it and where. */
export type RoleAction = {action: string; resource: string; context?: RequestContext};

export type JudgedRoleAction = {decision: Decision; deniedByBoundary: boolean};

const everything: NamedPolicy = {
	name: 'everything',
	document: {Statement: [{Effect: 'Allow', Action: ['*'], Resource: ['*']}]},
};

/** One action, judged by the role's policies and, apart from them, by its boundary. */
export function judgeRoleAction(
	asked: RoleAction,
	permissions: RolePermissions,
	context: CheckContext,
): JudgedRoleAction {
	const judged = judgeAsWritten(asked, permissions, context);
	const settled = settledPermissions(permissions, asked.resource);
	const otherwise = settled && judgeAsWritten(asked, settled, context);

	return otherwise && isAllowed(otherwise) !== isAllowed(judged)
		? {
				decision: {
					answer: 'depends',
					on: ['values that are known only at deployment'],
					by: 'by' in otherwise.decision ? otherwise.decision.by : [],
				},
				deniedByBoundary: false,
			}
		: judged;
}

const isAllowed = ({decision, deniedByBoundary}: JudgedRoleAction): boolean =>
	decision.answer === 'allowed' && !deniedByBoundary;

/** Null where all the policies are known. */
function settledPermissions(
	permissions: RolePermissions,
	resource: string,
): RolePermissions | null {
	const {policies, boundary} = permissions;
	const settle = (policy: OpenPolicy): OpenPolicy => ({
		name: policy.name,
		document: policy.settledFor?.(resource) ?? policy.document,
	});

	return [...policies, ...(boundary ? [boundary] : [])].some(policy => policy.settledFor)
		? {...permissions, policies: policies.map(settle), boundary: boundary && settle(boundary)}
		: null;
}

function judgeAsWritten(
	{action, resource, context: known = {}}: RoleAction,
	{role, policies, boundary}: RolePermissions,
	context: CheckContext,
): JudgedRoleAction {
	const request = {
		principal: {kind: 'aws', arn: role.arn, accountId: context.subject.accountId} as const,
		action,
		resource,
		context: {...roleRequestContext(role, context), ...known},
	};
	const underBoundary = evaluateIdentityPolicies(request, {policies: [everything], boundary});
	const byPolicies = evaluateIdentityPolicies(request, {policies, boundary: null});
	const together = evaluateIdentityPolicies(request, {policies, boundary});
	const deniedByBoundary = underBoundary.answer === 'not-allowed';

	if (deniedByBoundary || byPolicies.answer === 'not-allowed') {
		const denied = [together, underBoundary].find(({answer}) => answer === 'explicitly-denied');
		return {decision: denied ?? byPolicies, deniedByBoundary};
	}

	return {decision: together, deniedByBoundary};
}
