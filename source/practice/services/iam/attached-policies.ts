import type {
	AttachRolePolicyRequest,
	DetachRolePolicyRequest,
	ListAttachedRolePoliciesRequest,
	ListAttachedRolePoliciesResponse,
} from '@aws-sdk/client-iam';
import {AwsError} from '../../aws-error.ts';
import {attachedPolicies} from '../../limits.ts';
import {newestVersion, writeRole} from '../../roles.ts';
import type {OperationContext} from '../../service.ts';
import {findWritableRole, iamPage, readRole} from './lookup.ts';

export const attachedPolicyOperations = {
	ListAttachedRolePolicies(
		input: ListAttachedRolePoliciesRequest,
		context: OperationContext,
	): ListAttachedRolePoliciesResponse {
		const {seen} = readRole(input.RoleName, context);
		const attached = seen.attachedPolicyArns.map(arn => ({
			PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
			PolicyArn: arn,
		}));
		const {entries, paging} = iamPage(attached, input, context);

		return {AttachedPolicies: entries, ...paging};
	},

	/** Attaching what is attached already changes nothing. */
	AttachRolePolicy(input: AttachRolePolicyRequest, context: OperationContext): object {
		const role = findWritableRole(input.RoleName, context);
		const arn = input.PolicyArn ?? '';
		const attached = newestVersion(role).attachedPolicyArns;

		if (!context.state.managedPolicies.some(policy => policy.arn === arn)) {
			throw new AwsError('NoSuchEntity', `Policy ${arn} does not exist or is not attachable.`, 404);
		}

		if (attached.includes(arn)) {
			return {};
		}

		if (attached.length >= attachedPolicies) {
			throw new AwsError(
				'LimitExceeded',
				`Cannot exceed quota for PoliciesPerRole: ${attachedPolicies}`,
				409,
			);
		}

		writeRole(role, context.now(), () => ({attachedPolicyArns: [...attached, arn]}));

		return {};
	},

	DetachRolePolicy(input: DetachRolePolicyRequest, context: OperationContext): object {
		const role = findWritableRole(input.RoleName, context);
		const attached = newestVersion(role).attachedPolicyArns;

		if (!attached.includes(input.PolicyArn ?? '')) {
			throw new AwsError('NoSuchEntity', `Policy ${input.PolicyArn} was not found.`, 404);
		}

		writeRole(role, context.now(), () => ({
			attachedPolicyArns: attached.filter(arn => arn !== input.PolicyArn),
		}));

		return {};
	},
};
