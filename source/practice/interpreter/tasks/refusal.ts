import {
	type Decision,
	evaluateIdentityPolicies,
	type RequestContext,
} from '../../../policy/evaluate.ts';
import {type RolePolicies, rolePolicies} from '../../role-policies.ts';
import {roleByArn} from '../../seen-role.ts';
import type {AccountState} from '../../state.ts';

/** Somebody who acts as a role, at a moment in milliseconds since 1970. */
export type Actor = {state: AccountState; roleArn: string; session: string; now: number};

export type Asked = {action: string; resource: string; context?: RequestContext};

/**
 * What AWS says where the role may not do it; null where it may. Other services see what IAM held a
 * while ago. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function refusal(asked: Asked, actor: Actor): string | null {
	const {state, roleArn, now} = actor;
	const role = roleByArn(state, roleArn);
	const nothing: RolePolicies = {policies: [], boundary: null, trust: null};
	const context = {state, now: () => now};
	const policies = role
		? rolePolicies(role, context, state.behaviour.iamPropagationDelay)
		: nothing;
	const decision = evaluateIdentityPolicies(
		{
			principal: {kind: 'aws', arn: roleArn, accountId: state.accountId},
			action: asked.action,
			resource: asked.resource,
			context: {
				'aws:RequestedRegion': {known: [state.region]},
				'aws:SecureTransport': {known: ['true']},
				'aws:PrincipalType': {known: ['AssumedRole']},
				...asked.context,
			},
		},
		policies,
	);

	if (decision.answer === 'allowed') {
		return null;
	}

	return `User: ${sessionArn(actor)} is not authorized to perform: ${asked.action} on resource: ${asked.resource} ${because(decision, asked.action, policies)}`;
}

export const may = (asked: Asked, actor: Actor): boolean => refusal(asked, actor) === null;

function because(decision: Decision, action: string, {boundary}: RolePolicies): string {
	if (decision.answer === 'explicitly-denied') {
		const [by] = decision.by;

		return `with an explicit deny in ${by?.policy === boundary?.name ? 'a permissions boundary' : 'an identity-based policy'}`;
	}

	return decision.answer === 'not-allowed' && decision.because === 'boundary'
		? `because no permissions boundary allows the ${action} action`
		: `because no identity-based policy allows the ${action} action`;
}

/** A session's ARN shows the role's name without its path. */
export const sessionArn = ({state, roleArn, session}: Actor): string =>
	`arn:${state.partition}:sts::${state.accountId}:assumed-role/${roleArn.split('/').at(-1)}/${session}`;
