import type {CheckContext} from '../../source/diagnosis/check.ts';
import type {OpenPolicy} from '../../source/diagnosis/role-policies.ts';
import {
	type Decision,
	evaluateApart,
	type PolicyRequest,
	type RequestContext,
} from '../../source/policy/evaluate.ts';
import {deploymentUnsettled} from '../../source/policy/open-parts.ts';
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
	const written = readFor(permissions, asked.resource, 'writtenFor') ?? permissions;
	const judged = judgeAsWritten(asked, written, context);
	const settled = readFor(permissions, asked.resource, 'settledFor');
	const otherwise = settled && judgeAsWritten(asked, settled, context);

	return otherwise && isAnother(judged, otherwise)
		? {
				decision: {
					answer: 'depends',
					on: [deploymentUnsettled],
					by: 'by' in otherwise.decision ? otherwise.decision.by : [],
				},
				deniedByBoundary: false,
			}
		: judged;
}

const isAllowed = ({decision, deniedByBoundary}: JudgedRoleAction): boolean =>
	decision.answer === 'allowed' && !deniedByBoundary;

/** What depends is not made more certain by what else is open. */
const isAnother = (judged: JudgedRoleAction, otherwise: JudgedRoleAction): boolean =>
	judged.decision.answer !== 'depends' &&
	(isAllowed(judged) !== isAllowed(otherwise) || otherwise.decision.answer === 'depends');

/** Null where nothing that is open concerns the resource. */
function readFor(
	permissions: RolePermissions,
	resource: string,
	reading: 'settledFor' | 'writtenFor',
): RolePermissions | null {
	const {policies, boundary} = permissions;
	const settle = (policy: OpenPolicy): OpenPolicy => {
		const document = policy[reading]?.(resource);
		return document ? {name: policy.name, document} : policy;
	};
	const settled = {policies: policies.map(settle), boundary: boundary && settle(boundary)};
	const isSame =
		settled.boundary === boundary &&
		settled.policies.every((policy, index) => policy === policies[index]);

	return isSame ? null : {...permissions, ...settled};
}

function judgeAsWritten(
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
	action: asked.action,
	resource: asked.resource,
	...(asked.standsFor && {standsFor: asked.standsFor}),
	principal: {kind: 'aws', arn: role.arn, accountId: context.subject.accountId},
	context:
		Object.keys(known).length === 0
			? roleRequestContext(role, asked, context)
			: {...roleRequestContext(role, asked, context), ...known},
	openParts: context.openParts,
});
