import type {Reads} from '../account/account.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {Change} from '../diagnosis/remedy.ts';
import {
	iamPolicyCharacters,
	managedPolicyMaxCharacters,
	roleInlinePoliciesMaxCharacters,
} from '../policy/measure.ts';
import type {ChangeOfKind} from './kinds/change-kind.ts';
import {seenAtTheWrite} from './seen-at-the-write.ts';

type RoleChange = Extract<Change, {roleName: string}>;

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
const attachedPolicies = 25;
/** What AWS raises the limit to at most. */
const trustPolicySize = 8_192;

/** Service-linked roles belong to their service: AWS lets nobody else change them. */
export async function refusedRole(change: RoleChange, reads: Reads): Promise<string | null> {
	const {path} = await reads.role(change.roleName);

	if (path.startsWith('/aws-service-role/')) {
		return `${change.roleName} is a service-linked role, which only its AWS service changes. Give the state machine its own role instead.`;
	}

	if (change.kind === 'role-inline-policy') {
		return refusedInline(change, reads).catch(ifRefused(null, seenAtTheWrite));
	}

	return change.kind === 'role-managed-policy'
		? refusedManaged(change, reads)
		: refusedTrust(change);
}

/** IAM counts all inline policies of a role together, without white space. */
async function refusedInline(
	{roleName, policyName, after}: ChangeOfKind<'role-inline-policy'>,
	reads: Reads,
): Promise<string | null> {
	if (after === null) {
		return null;
	}

	const policies = await reads.rolePolicies(roleName);
	const total = policies
		.filter(({kind, name}) => kind === 'inline' && name !== policyName)
		.map(({document}) => iamPolicyCharacters(document))
		.reduce((sum, size) => sum + size, iamPolicyCharacters(after));

	return total > roleInlinePoliciesMaxCharacters
		? `The inline policies of ${roleName} would hold ${total} characters together, and IAM allows ${roleInlinePoliciesMaxCharacters}. Move one of them into a managed policy, or remove what is no longer needed.`
		: null;
}

async function refusedManaged(
	{roleName, policyArn, policyName, after}: ChangeOfKind<'role-managed-policy'>,
	reads: Reads,
): Promise<string | null> {
	if (/^arn:[^:]{0,20}:iam::aws:/.test(policyArn)) {
		return `${policyName} is managed by AWS and cannot be changed. Add an inline policy to the role instead.`;
	}

	if (after === null) {
		return null;
	}

	if (iamPolicyCharacters(after) > managedPolicyMaxCharacters) {
		return `${policyName} would hold ${iamPolicyCharacters(after)} characters, and IAM allows ${managedPolicyMaxCharacters} in a managed policy. Split it in two.`;
	}

	return refusedAttachment(roleName, reads).catch(ifRefused(null, seenAtTheWrite));
}

async function refusedAttachment(roleName: string, reads: Reads): Promise<string | null> {
	const policies = await reads.rolePolicies(roleName);
	const attached = policies.filter(({kind}) => kind.endsWith('-managed')).length;
	return attached >= attachedPolicies
		? `${roleName} has ${attached} managed policies already, and IAM allows at most ${attachedPolicies}. Detach one that is not needed, or add an inline policy instead.`
		: null;
}

function refusedTrust({roleName, after}: ChangeOfKind<'role-trust-policy'>): string | null {
	const size = iamPolicyCharacters(after);
	return size > trustPolicySize
		? `The trust policy of ${roleName} would hold ${size} characters, and IAM allows at most ${trustPolicySize}. Remove principals that no longer need the role.`
		: null;
}
