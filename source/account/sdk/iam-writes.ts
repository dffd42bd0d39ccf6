import type {IamWrites} from '../iam.ts';
import {required} from './required.ts';
import type {Services} from './services.ts';

export const iamWrites = (iam: Services['iam']): IamWrites => ({
	putInlinePolicy: (RoleName, PolicyName, PolicyDocument) =>
		iam('PutRolePolicy', async (client, sdk) => {
			await client.send(new sdk.PutRolePolicyCommand({RoleName, PolicyName, PolicyDocument}));
		}),

	deleteInlinePolicy: (RoleName, PolicyName) =>
		iam('DeleteRolePolicy', async (client, sdk) => {
			await client.send(new sdk.DeleteRolePolicyCommand({RoleName, PolicyName}));
		}),

	updateTrustPolicy: (RoleName, PolicyDocument) =>
		iam('UpdateAssumeRolePolicy', async (client, sdk) => {
			await client.send(new sdk.UpdateAssumeRolePolicyCommand({RoleName, PolicyDocument}));
		}),

	createManagedPolicy: (PolicyName, PolicyDocument) =>
		iam('CreatePolicy', async (client, sdk) => {
			const {Policy} = await client.send(new sdk.CreatePolicyCommand({PolicyName, PolicyDocument}));

			return required(Policy?.Arn, 'Arn');
		}),

	deleteManagedPolicy: PolicyArn =>
		iam('DeletePolicy', async (client, sdk) => {
			await client.send(new sdk.DeletePolicyCommand({PolicyArn}));
		}),

	attachRolePolicy: (RoleName, PolicyArn) =>
		iam('AttachRolePolicy', async (client, sdk) => {
			await client.send(new sdk.AttachRolePolicyCommand({RoleName, PolicyArn}));
		}),

	detachRolePolicy: (RoleName, PolicyArn) =>
		iam('DetachRolePolicy', async (client, sdk) => {
			await client.send(new sdk.DetachRolePolicyCommand({RoleName, PolicyArn}));
		}),
});
