import type {
	CreatePolicyRequest,
	CreatePolicyResponse,
	DeletePolicyRequest,
	GetPolicyRequest,
	GetPolicyResponse,
	GetPolicyVersionRequest,
	GetPolicyVersionResponse,
	Policy,
} from '@aws-sdk/client-iam';
import {AwsError} from '../../aws-error.ts';
import {uniqueId} from '../../ids.ts';
import {iamCharacters, managedPolicyCharacters} from '../../limits.ts';
import {newestVersion} from '../../roles.ts';
import type {OperationContext} from '../../service.ts';
import type {AccountState, ManagedPolicyState} from '../../state.ts';
import {checkDocument, encodeDocument} from './lookup.ts';

export const managedPolicyOperations = {
	GetPolicy(input: GetPolicyRequest, {state}: OperationContext): GetPolicyResponse {
		return {Policy: describe(findPolicy(input.PolicyArn, state), state)};
	},

	GetPolicyVersion(
		input: GetPolicyVersionRequest,
		{state}: OperationContext,
	): GetPolicyVersionResponse {
		const policy = findPolicy(input.PolicyArn, state);

		if (input.VersionId !== 'v1') {
			throw new AwsError(
				'NoSuchEntity',
				`Policy ${policy.arn} version ${input.VersionId} does not exist or is not attachable.`,
				404,
			);
		}

		return {
			PolicyVersion: {
				Document: encodeDocument(policy.document),
				VersionId: 'v1',
				IsDefaultVersion: true,
				CreateDate: new Date(policy.createdAt),
			},
		};
	},

	CreatePolicy(input: CreatePolicyRequest, {state, now}: OperationContext): CreatePolicyResponse {
		const name = input.PolicyName ?? '';
		const path = input.Path ?? '/';
		const arn = `arn:${state.partition}:iam::${state.accountId}:policy${path}${name}`;
		const document = checkDocument(input.PolicyDocument);

		if (state.managedPolicies.some(policy => policy.arn === arn)) {
			throw new AwsError(
				'EntityAlreadyExists',
				`A policy called ${name} already exists. Duplicate names are not allowed.`,
				409,
			);
		}

		if (iamCharacters(document) > managedPolicyCharacters) {
			throw new AwsError(
				'LimitExceeded',
				`Cannot exceed quota for PolicySize: ${managedPolicyCharacters}`,
				409,
			);
		}

		const policy = {arn, name, path, createdAt: now(), document};
		state.managedPolicies.push(policy);

		return {Policy: describe(policy, state)};
	},

	DeletePolicy(input: DeletePolicyRequest, {state}: OperationContext): object {
		const policy = findPolicy(input.PolicyArn, state);

		if (policy.arn.startsWith(`arn:${state.partition}:iam::aws:`)) {
			throw new AwsError('AccessDenied', `Policy ${policy.arn} is outside your own account.`, 403);
		}

		if (attachmentsOf(policy, state) > 0) {
			throw new AwsError('DeleteConflict', 'Cannot delete a policy attached to entities.', 409);
		}

		state.managedPolicies.splice(state.managedPolicies.indexOf(policy), 1);

		return {};
	},
};

function findPolicy(arn: string | undefined, state: AccountState): ManagedPolicyState {
	const policy = state.managedPolicies.find(candidate => candidate.arn === arn);

	if (!policy) {
		throw new AwsError('NoSuchEntity', `Policy ${arn} was not found.`, 404);
	}

	return policy;
}

const describe = (policy: ManagedPolicyState, state: AccountState): Policy => ({
	PolicyName: policy.name,
	PolicyId: uniqueId('ANPA', policy.arn),
	Arn: policy.arn,
	Path: policy.path,
	DefaultVersionId: 'v1',
	AttachmentCount: attachmentsOf(policy, state),
	PermissionsBoundaryUsageCount: state.roles.filter(
		role => role.permissionsBoundaryArn === policy.arn,
	).length,
	IsAttachable: true,
	CreateDate: new Date(policy.createdAt),
	UpdateDate: new Date(policy.createdAt),
});

const attachmentsOf = ({arn}: ManagedPolicyState, {roles}: AccountState): number =>
	roles.filter(role => newestVersion(role).attachedPolicyArns.includes(arn)).length;
