import type {IamWrites} from '../iam.ts';
import {required} from './required.ts';
import type {Services} from './services.ts';

export const iamWrites = (iam: Services['iam']): IamWrites => ({
	putInlinePolicy: (RoleName, PolicyName, PolicyDocument) =>
		iam.once('PutRolePolicy', async (client, sdk) => {
			await client.send(new sdk.PutRolePolicyCommand({RoleName, PolicyName, PolicyDocument}));
		}),

	deleteInlinePolicy: (RoleName, PolicyName) =>
		iam.once('DeleteRolePolicy', async (client, sdk) => {
			await client.send(new sdk.DeleteRolePolicyCommand({RoleName, PolicyName}));
		}),

	updateTrustPolicy: (RoleName, PolicyDocument) =>
		iam.once('UpdateAssumeRolePolicy', async (client, sdk) => {
			await client.send(new sdk.UpdateAssumeRolePolicyCommand({RoleName, PolicyDocument}));
		}),

	createManagedPolicy: (PolicyName, PolicyDocument) =>
		iam.once('CreatePolicy', async (client, sdk) => {
			const {Policy} = await client.send(new sdk.CreatePolicyCommand({PolicyName, PolicyDocument}));

			return required(Policy?.Arn, 'Arn');
		}),

	deleteManagedPolicy: PolicyArn =>
		iam.once('DeletePolicy', async (client, sdk) => {
			await client.send(new sdk.DeletePolicyCommand({PolicyArn}));
		}),

	attachRolePolicy: (RoleName, PolicyArn) =>
		iam.once('AttachRolePolicy', async (client, sdk) => {
			await client.send(new sdk.AttachRolePolicyCommand({RoleName, PolicyArn}));
		}),

	detachRolePolicy: (RoleName, PolicyArn) =>
		iam.once('DetachRolePolicy', async (client, sdk) => {
			await client.send(new sdk.DetachRolePolicyCommand({RoleName, PolicyArn}));
		}),
});
