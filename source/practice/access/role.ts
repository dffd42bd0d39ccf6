import {createHash} from 'node:crypto';
import {roleByArn, versionSeen} from '../roles.ts';
import type {AccountState, RoleState} from '../state.ts';
import {type AccessDecision, decideByIdentity, decideByResource, type Principal} from './decide.ts';
import {type Policy, readPolicy} from './policy.ts';

export type RolePolicies = {policies: Policy[]; boundary: Policy | null; trust: Policy | null};

/** A time in milliseconds since 1970, and the account at that time. */
export type Moment = {state: AccountState; now: number};

/** Someone who acts as a role. */
export type Actor = Moment & {roleArn: string; session: string};

/** What a service asks IAM for before it does something. */
export type AuthorizationRequest = {
	action: string;
	resource: string;
	context?: Record<string, string[]>;
};

/** The policies that decide what the role can do, as they were `delay` milliseconds ago. */
export function rolePolicies(
	role: RoleState,
	{state, now}: Moment,
	delay = state.behaviour.iamPropagationDelay,
): RolePolicies {
	const seen = versionSeen(role, now, delay);
	const managed = (arn: string): Policy[] =>
		state.managedPolicies
			.filter(policy => policy.arn === arn)
			.flatMap(({name, document}) => readPolicy(name, document) ?? []);

	if (!seen) {
		return {policies: [], boundary: null, trust: null};
	}

	const inline = Object.entries(seen.inlinePolicies).flatMap(
		([name, document]) => readPolicy(name, document) ?? [],
	);
	const boundary = role.permissionsBoundaryArn;

	return {
		policies: [...inline, ...seen.attachedPolicyArns.flatMap(managed)],
		// A boundary that does not exist allows nothing.
		boundary:
			boundary === null
				? null
				: (managed(boundary)[0] ?? {name: boundary, variables: true, statements: []}),
		trust: readPolicy('trust policy', seen.trustPolicy),
	};
}

/**
 * The message of AWS where the role is denied this; null where it is allowed. Services other than IAM see
 * the policies of a while ago.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function denialOf(
	{action, resource, context}: AuthorizationRequest,
	actor: Actor,
): string | null {
	const {state, roleArn} = actor;
	const role = roleByArn(state, roleArn);
	const policies = role ? rolePolicies(role, actor) : {policies: [], boundary: null};
	const decision = decideByIdentity(
		{
			principal: {arn: roleArn, accountId: state.accountId},
			action,
			resource,
			context: {
				'aws:RequestedRegion': [state.region],
				'aws:SecureTransport': ['true'],
				'aws:PrincipalType': ['AssumedRole'],
				...context,
			},
		},
		policies,
	);

	return decision.effect === 'allowed'
		? null
		: `User: ${sessionArn(actor)} is not authorized to perform: ${action} on resource: ${resource} ${because(decision, action, policies.boundary)}`;
}

export const isAllowed = (asked: AuthorizationRequest, actor: Actor): boolean =>
	denialOf(asked, actor) === null;

function because(decision: AccessDecision, action: string, boundary: Policy | null): string {
	if (decision.effect === 'implicitDeny') {
		const type = decision.missing === 'boundary' ? 'permissions boundary' : 'identity-based policy';

		return `because no ${type} allows the ${action} action`;
	}

	return decision.by[0] === boundary?.name
		? 'with an explicit deny in a permissions boundary'
		: 'with an explicit deny in an identity-based policy';
}

/** A session's ARN shows the role's name without its path. */
const sessionArn = ({state, roleArn, session}: Actor): string =>
	`arn:${state.partition}:sts::${state.accountId}:assumed-role/${roleArn.split('/').at(-1)}/${session}`;

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** 32 letters, as Step Functions names its sessions. */
export const sessionName = (seed: string): string =>
	[...createHash('sha256').update(seed).digest()].map(byte => letters[byte % 52]).join('');

/** Whether the role's trust policy allows this principal to assume it. */
export function isTrusted(
	principal: Principal,
	roleArn: string,
	moment: Moment,
	context: Record<string, string[]> = {},
): boolean {
	const role = roleByArn(moment.state, roleArn);
	const trust = role && rolePolicies(role, moment).trust;

	return (
		!!trust &&
		decideByResource({principal, action: 'sts:AssumeRole', resource: roleArn, context}, [trust])
			.effect === 'allowed'
	);
}
