import type {
	GetRoleRequest,
	GetRoleResponse,
	ListRolesRequest,
	ListRolesResponse,
	ListRoleTagsRequest,
	ListRoleTagsResponse,
	Role,
	UpdateAssumeRolePolicyRequest,
} from '@aws-sdk/client-iam';
import {AwsError} from '../../aws-error.ts';
import {uniqueId} from '../../ids.ts';
import {iamCharacters, trustPolicyCharacters} from '../../limits.ts';
import {versionSeen, writeRole} from '../../roles.ts';
import type {OperationContext} from '../../service.ts';
import type {RoleState, RoleVersion} from '../../state.ts';
import {checkDocument, encodeDocument, findWritableRole, iamPage, readRole} from './lookup.ts';

export const roleOperations = {
	GetRole(input: GetRoleRequest, context: OperationContext): GetRoleResponse {
		const {role, seen} = readRole(input.RoleName, context);
		const boundary = role.permissionsBoundaryArn;

		return {
			Role: {
				...describe(role, seen),
				...(boundary && {
					PermissionsBoundary: {
						PermissionsBoundaryType: 'PermissionsBoundaryPolicy',
						PermissionsBoundaryArn: boundary,
					},
				}),
				...(Object.keys(role.tags).length > 0 && {Tags: tagsOf(role)}),
				RoleLastUsed: {},
			},
		};
	},

	/** Neither tags nor boundaries are in the list. */
	ListRoles(input: ListRolesRequest, context: OperationContext): ListRolesResponse {
		const {now, state} = context;
		const shown = state.roles.flatMap(role => {
			const seen = versionSeen(role, now(), state.behaviour.iamReadDelay);

			return seen && role.path.startsWith(input.PathPrefix ?? '/') ? [describe(role, seen)] : [];
		});
		const {entries, paging} = iamPage(shown, input, context);

		return {Roles: entries, ...paging};
	},

	ListRoleTags(input: ListRoleTagsRequest, context: OperationContext): ListRoleTagsResponse {
		const {role} = readRole(input.RoleName, context);
		const {entries, paging} = iamPage(tagsOf(role), input, context);

		return {Tags: entries, ...paging};
	},

	UpdateAssumeRolePolicy(input: UpdateAssumeRolePolicyRequest, context: OperationContext): object {
		const role = findWritableRole(input.RoleName, context);
		const trustPolicy = checkDocument(input.PolicyDocument);

		if (iamCharacters(trustPolicy) > trustPolicyCharacters) {
			throw new AwsError(
				'LimitExceeded',
				`Cannot exceed quota for ACLSizePerRole: ${trustPolicyCharacters}`,
				409,
			);
		}

		writeRole(role, context.now(), () => ({trustPolicy}));

		return {};
	},
};

const describe = (role: RoleState, seen: RoleVersion): Role => ({
	Path: role.path,
	RoleName: role.name,
	RoleId: uniqueId('AROA', role.arn),
	Arn: role.arn,
	CreateDate: new Date(role.createdAt),
	AssumeRolePolicyDocument: encodeDocument(seen.trustPolicy),
	MaxSessionDuration: role.maxSessionDuration,
});

const tagsOf = (role: RoleState) => Object.entries(role.tags).map(([Key, Value]) => ({Key, Value}));
