import type {Role, RolePolicy} from '../../source/account/iam.ts';
import {formatArn, parseArn} from '../../source/aws/arn.ts';
import {type Change, creating, putting} from '../../source/diagnosis/remedy.ts';
import type {Statement} from '../../source/policy/document.ts';
import {iamPolicyCharacters, roleInlinePoliciesMaxCharacters} from '../../source/policy/measure.ts';
import {addStatements} from '../../source/policy/merge.ts';
import {parsePolicy, printPolicy} from '../../source/policy/parse.ts';

/** The inline policy that holds everything that sfn-fix adds to a role, so that it is easy to review and remove. */
export const ownPolicyName = 'sfn-fix-permissions';

export type RoleWithPolicies = {role: Role; rolePolicies: readonly RolePolicy[]};

/**
Adds the statements to sfn-fix's inline policy and keeps those in it. Where a role has no such policy yet and no
room for one, a managed policy of its own: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
*/
export function ownPolicyChange(
	{role, rolePolicies}: RoleWithPolicies,
	statements: readonly Statement[],
): Change {
	const inline = rolePolicies.filter(({kind}) => kind === 'inline');
	const before = inline.find(({name}) => name === ownPolicyName)?.document ?? null;
	const after = printPolicy(
		addStatements(before === null ? null : parsePolicy(before), statements),
	);
	const taken = sum(inline.map(({document}) => iamPolicyCharacters(document)));

	if (before === null && taken + iamPolicyCharacters(after) > roleInlinePoliciesMaxCharacters) {
		return managedPolicyChange(role, after);
	}

	return {
		kind: 'role-inline-policy',
		roleName: role.name,
		policyName: ownPolicyName,
		...putting(before, after),
	};
}

function managedPolicyChange(role: Role, after: string): Change {
	const policyName = `${ownPolicyName}-${role.name}`;

	return {
		kind: 'role-managed-policy',
		roleName: role.name,
		policyName,
		policyArn: policyArnBeside(role, policyName),
		...creating(after),
	};
}

/** A customer managed policy of the account that the role belongs to. */
export function policyArnBeside(role: Role, policyName: string): string {
	const {partition = 'aws', accountId = ''} = parseArn(role.arn) ?? {};
	const resource = `policy/${policyName}`;
	return formatArn({partition, service: 'iam', region: '', accountId, resource});
}

const sum = (numbers: readonly number[]): number =>
	numbers.reduce((total, number) => total + number, 0);
