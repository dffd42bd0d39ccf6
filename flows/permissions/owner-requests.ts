import {policyHolder} from '../../source/account/resource-policies.ts';
import {parseArn} from '../../source/aws/arn.ts';
import type {Request} from '../../source/diagnosis/remedy.ts';
import type {RolePermissions} from '../common/role-permissions.ts';
import type {JudgedNeed} from './judged-need.ts';

/**
 * What belongs to another account needs a word of its own policy as well.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function ownerRequests(
	missing: ReadonlyArray<Pick<JudgedNeed, 'action' | 'resource'>>,
	{role}: Pick<RolePermissions, 'role'>,
): Request[] {
	const here = parseArn(role.arn)?.accountId;
	const theirs = missing.filter(({resource}) => {
		const owner = parseArn(policyHolder(resource)?.arn ?? '')?.accountId ?? '';
		return /^\d{12}$/.test(owner) && owner !== here;
	});

	return [...new Set(theirs.map(({resource}) => resource))].map(resource => {
		const actions = theirs.filter(each => each.resource === resource).map(({action}) => action);
		const {accountId} = parseArn(resource) ?? {};
		return {
			to: `the owner of ${resource} in account ${accountId}`,
			text: `Role ${role.arn} needs ${actions.join(', ')} on ${resource}. Across accounts, the policy of the resource has to allow it as well as the role. Please add this statement to it, if it is intended.`,
			policy: JSON.stringify(
				{Effect: 'Allow', Principal: {AWS: role.arn}, Action: actions, Resource: resource},
				null,
				2,
			),
		};
	});
}
