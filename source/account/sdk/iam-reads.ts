import type {Role as SdkRole} from '@aws-sdk/client-iam';
import {AccountError} from '../account-error.ts';
import type {IamReads, Role} from '../iam.ts';
import {collect} from './collect.ts';
import {decodeDocument} from './decode-document.ts';
import {required} from './required.ts';
import {rolePolicies} from './role-policies.ts';
import type {Services} from './services.ts';
import {simulate} from './simulate.ts';

export const iamReads = (iam: Services['iam']): IamReads => {
	const role = (roleName: string) => readRole(iam, roleName);

	return {
		role,

		listRoles: () =>
			iam('ListRoles', async (client, sdk) => {
				const pages = sdk.paginateListRoles({client, pageSize: 1000}, {});
				const roles = await collect(pages, page => page.Roles);

				return roles.map(toRole);
			}),

		rolePolicies: roleName => rolePolicies(iam, roleName, role),

		inlinePolicy: async (roleName, policyName) => {
			try {
				return await readInlinePolicy(iam, roleName, policyName);
			} catch (error) {
				if (!(error instanceof AccountError) || error.kind !== 'not-found') {
					throw error;
				}

				// A missing role is the same error as a missing policy: asking for the role tells them apart.
				await role(roleName);

				return null;
			}
		},

		simulate: request => simulate(iam, request),
	};
};

export const readInlinePolicy = (
	iam: Services['iam'],
	roleName: string,
	policyName: string,
): Promise<string> =>
	iam('GetRolePolicy', async (client, sdk) => {
		const {PolicyDocument} = await client.send(
			new sdk.GetRolePolicyCommand({RoleName: roleName, PolicyName: policyName}),
		);

		return decodeDocument(required(PolicyDocument, 'PolicyDocument'));
	});

const readRole = (iam: Services['iam'], roleName: string): Promise<Role> =>
	iam('GetRole', async (client, sdk) => {
		const {Role} = await client.send(new sdk.GetRoleCommand({RoleName: roleName}));

		return toRole(required(Role, 'Role'));
	});

/** ListRoles leaves out tags and the permissions boundary. */
const toRole = (role: SdkRole): Role => ({
	arn: required(role.Arn, 'Arn'),
	name: required(role.RoleName, 'RoleName'),
	path: role.Path ?? '/',
	createdAt: role.CreateDate ?? null,
	trustPolicy: decodeDocument(role.AssumeRolePolicyDocument ?? ''),
	permissionsBoundaryArn: role.PermissionsBoundary?.PermissionsBoundaryArn ?? null,
	tags: Object.fromEntries((role.Tags ?? []).map(({Key, Value}) => [Key ?? '', Value ?? ''])),
});
