import type {
	DeleteRolePolicyRequest,
	GetRolePolicyRequest,
	GetRolePolicyResponse,
	ListRolePoliciesRequest,
	ListRolePoliciesResponse,
	PutRolePolicyRequest,
} from '@aws-sdk/client-iam';
import {AwsError} from '../../aws-error.ts';
import {iamCharacters, inlinePolicyCharacters} from '../../limits.ts';
import {newestVersion, writeRole} from '../../roles.ts';
import type {OperationContext} from '../../service.ts';
import {checkDocument, encodeDocument, findWritableRole, iamPage, readRole} from './lookup.ts';

export const inlinePolicyOperations = {
	ListRolePolicies(
		input: ListRolePoliciesRequest,
		context: OperationContext,
	): ListRolePoliciesResponse {
		const {seen} = readRole(input.RoleName, context);
		const names = Object.keys(seen.inlinePolicies).sort();
		const {entries, paging} = iamPage(names, input, context);

		return {PolicyNames: entries, ...paging};
	},

	GetRolePolicy(input: GetRolePolicyRequest, context: OperationContext): GetRolePolicyResponse {
		const {role, seen} = readRole(input.RoleName, context);
		const document = seen.inlinePolicies[input.PolicyName ?? ''];

		if (document === undefined) {
			throw policyNotFound(input.PolicyName);
		}

		return {
			RoleName: role.name,
			PolicyName: input.PolicyName,
			PolicyDocument: encodeDocument(document),
		};
	},

	PutRolePolicy(input: PutRolePolicyRequest, context: OperationContext): object {
		const role = findWritableRole(input.RoleName, context);
		const policyName = checkPolicyName(input.PolicyName);
		const policies = {
			...newestVersion(role).inlinePolicies,
			[policyName]: checkDocument(input.PolicyDocument),
		};
		const characters = Object.values(policies).map(iamCharacters);

		if (characters.reduce((sum, count) => sum + count, 0) > inlinePolicyCharacters) {
			throw new AwsError(
				'LimitExceeded',
				`Maximum policy size of ${inlinePolicyCharacters} bytes exceeded for role ${role.name}`,
				409,
			);
		}

		writeRole(role, context.now(), () => ({inlinePolicies: policies}));

		return {};
	},

	DeleteRolePolicy(input: DeleteRolePolicyRequest, context: OperationContext): object {
		const role = findWritableRole(input.RoleName, context);
		const {[input.PolicyName ?? '']: deleted, ...kept} = newestVersion(role).inlinePolicies;

		if (deleted === undefined) {
			throw policyNotFound(input.PolicyName);
		}

		writeRole(role, context.now(), () => ({inlinePolicies: kept}));

		return {};
	},
};

function checkPolicyName(name: string | undefined): string {
	if (!name || !/^[\w+=,.@-]{1,128}$/.test(name)) {
		throw new AwsError(
			'ValidationError',
			'The specified value for policyName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-',
		);
	}

	return name;
}

const policyNotFound = (name: string | undefined): AwsError =>
	new AwsError('NoSuchEntity', `The role policy with name ${name} cannot be found.`, 404);
