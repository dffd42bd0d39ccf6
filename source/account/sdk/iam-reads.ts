import {AccountError} from '../account-error.ts';
import type {IamReads} from '../iam.ts';
import {collectSome} from './collect.ts';
import {readInlinePolicy, readRole, toRole} from './role.ts';
import {readManagedPolicy, rolePolicies} from './role-policies.ts';
import type {Services} from './services.ts';
import {simulate} from './simulate.ts';

/** Ten times AWS's default quota. */
const rolesAtMost = 10_000;

export const iamReads = (iam: Services['iam']): IamReads => ({
	role: roleName => readRole(iam, roleName),

	listRoles: () =>
		iam('ListRoles', async (client, sdk) => {
			const pages = sdk.paginateListRoles({client, pageSize: 1000}, {});
			const {items, complete} = await collectSome(pages, page => page.Roles, rolesAtMost);

			return {items: items.map(toRole), complete};
		}),

	rolePolicies: (roleName, role) => rolePolicies(iam, roleName, role),

	inlinePolicy: async (roleName, policyName, role = name => readRole(iam, name)) => {
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

	managedPolicy: async policyArn => {
		try {
			return (await readManagedPolicy(iam, policyArn)).document;
		} catch (error) {
			if (error instanceof AccountError && error.kind === 'not-found') {
				return null;
			}

			throw error;
		}
	},

	simulate: request => simulate(iam, request),
});
