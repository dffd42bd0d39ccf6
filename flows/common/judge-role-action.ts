import type {CheckContext} from '../../source/diagnosis/check.ts';
import {
	type Decision,
	evaluateApart,
	type PolicyRequest,
	type RequestContext,
} from '../../source/policy/evaluate.ts';
import {type RolePermissions, roleRequestContext} from './role-permissions.ts';

/** `context`: what is known of the request beyond who makes it and where. */
export type RoleAction = Pick<PolicyRequest, 'action' | 'resource' | 'standsFor'> & {
	context?: RequestContext;
};

export type JudgedRoleAction = {decision: Decision; deniedByBoundary: boolean};

/** One action, judged by the role's policies and, apart from them, by its boundary. */
export function judgeRoleAction(
	asked: RoleAction,
	permissions: RolePermissions,
	context: CheckContext,
): JudgedRoleAction {
	const {policies, boundary} = permissions;
	const {decision, boundaryLacks} = evaluateApart(roleRequest(asked, permissions, context), {
		policies,
		boundary,
	});

	return {decision, deniedByBoundary: boundaryLacks};
}

/** The request as the role makes it from Step Functions. */
export const roleRequest = (
	{context: known = {}, ...asked}: RoleAction,
	{role}: RolePermissions,
	context: CheckContext,
): PolicyRequest => ({
	...asked,
	principal: {kind: 'aws', arn: role.arn, accountId: context.subject.accountId},
	context: {...roleRequestContext(role, asked.action, context), ...known},
});
