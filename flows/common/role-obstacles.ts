import type {RolePolicy} from '../../source/account/iam.ts';
import type {Request} from '../../source/diagnosis/remedy.ts';
import {policyWords} from '../../source/diagnosis/role-policies.ts';
import type {NamedPolicy, StatementRef} from '../../source/policy/evaluate.ts';
import {askedOfDeny} from './asked-of-deny.ts';
import {type RolePermissions, statementAt, statementWords} from './role-permissions.ts';

/** One request to each policy's owner: an explicit deny is never answered with one more Allow. */
export const denyRequests = (
	permissions: RolePermissions,
	actions: readonly string[],
	refs: readonly StatementRef[],
): Request[] =>
	refs.map(ref => {
		const kind = permissions.rolePolicies.find(each => policyWords(each) === ref.policy)?.kind;
		const policy = kind === 'inline' ? 'own' : kind === 'aws-managed' ? 'fixed' : 'shared';
		const statement = ref.statement ?? statementAt(ref, permissions);
		const {arn} = permissions.role;

		return {
			to: ownerOfPolicy(permissions, ref.policy),
			text: `Role ${arn} needs ${actions.join(', ')}, and ${statementWords(ref)} denies it explicitly. An explicit deny overrides every Allow. ${askWords[policy]}`,
			deny: askedOfDeny(statement, {actions, roleArn: arn, policy}),
		};
	});

const askWords = {
	own: 'Please remove these actions from the Deny, or the statement where it denies nothing else.',
	shared: 'Please exempt this role from the Deny, for these actions.',
	fixed: 'Please detach this policy from the role.',
};

export const boundaryRequest = (
	permissions: RolePermissions,
	actions: readonly string[],
	resources: readonly string[] = ['*'],
): Request => ({
	to: 'the owner of the permissions boundary',
	text: `Role ${permissions.role.arn} needs ${actions.join(', ')} on ${resources.join(', ')}, and its permissions boundary ${permissions.role.permissionsBoundaryArn ?? permissions.boundary?.name ?? ''} does not allow it. Please add these actions to the boundary.`,
	policy: allowStatement(actions, resources),
});

/** As it can be pasted into a policy. */
export const allowStatement = (actions: readonly string[], resources: readonly string[]): string =>
	JSON.stringify({Effect: 'Allow', Action: actions, Resource: resources}, null, 2);

function ownerOfPolicy({role, rolePolicies}: RolePermissions, policy: string): string {
	const owners: Record<RolePolicy['kind'], string> = {
		inline: `somebody who can change role ${role.name} (iam:PutRolePolicy, iam:DeleteRolePolicy)`,
		'customer-managed': `the owner of ${policy}, which other roles can use too`,
		'aws-managed': `somebody who can detach ${policy} from role ${role.name} (iam:DetachRolePolicy), since only AWS can change it`,
		boundary: 'the owner of the permissions boundary',
	};
	const kind = rolePolicies.find(candidate => policyWords(candidate) === policy)?.kind;
	return kind ? owners[kind] : `the owner of ${policy}`;
}

/** Said beside every explicit deny. */
export const denyOverrides = 'An explicit deny overrides every Allow, so adding one has no effect.';

/** What the console gives to a state machine that has no tasks, or activities alone. */
export const denyAllWords = (
	{policies}: RolePermissions,
	refs: readonly StatementRef[],
): string[] =>
	refs
		.filter(ref => deniesEverything(ref, policies))
		.map(
			({policy}) =>
				`The ${policy} denies everything on everything, as the console does for a state machine without tasks or with activities only: no Allow added to this role has any effect.`,
		);

function deniesEverything(
	{policy, index}: StatementRef,
	policies: readonly NamedPolicy[],
): boolean {
	const statement = policies.find(({name}) => name === policy)?.document.Statement[index];
	return Boolean(
		statement?.Action?.includes('*') &&
			statement.Resource?.includes('*') &&
			statement.Condition === undefined,
	);
}
