import type {Role as SdkRole} from '@aws-sdk/client-iam';
import type {Role} from '../iam.ts';
import {decodeDocument} from './decode-document.ts';
import {required} from './required.ts';
import type {Services} from './services.ts';

export const readRole = (iam: Services['iam'], roleName: string): Promise<Role> =>
	iam('GetRole', async (client, sdk) => {
		const {Role} = await client.send(new sdk.GetRoleCommand({RoleName: roleName}));

		return toRole(required(Role, 'Role'));
	});

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

/** ListRoles leaves out tags and the permissions boundary. */
export const toRole = (role: SdkRole): Role => ({
	arn: required(role.Arn, 'Arn'),
	name: required(role.RoleName, 'RoleName'),
	path: role.Path ?? '/',
	createdAt: role.CreateDate ?? null,
	trustPolicy: decodeDocument(role.AssumeRolePolicyDocument ?? ''),
	permissionsBoundaryArn: role.PermissionsBoundary?.PermissionsBoundaryArn ?? null,
	tags: Object.fromEntries((role.Tags ?? []).map(({Key, Value}) => [Key ?? '', Value ?? ''])),
});
