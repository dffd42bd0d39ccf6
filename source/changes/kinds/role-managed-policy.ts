import {iamPolicyCharacters, managedPolicyMaxCharacters} from '../../policy/measure.ts';
import {printPolicy} from '../../policy/parse.ts';
import {samePolicyText} from '../meaning.ts';
import {option} from '../shell-quote.ts';
import type {ChangeKind, ChangeOfKind} from './change-kind.ts';

/** A customer managed policy of its own, created and attached to the one role. */
export const roleManagedPolicy: ChangeKind<ChangeOfKind<'role-managed-policy'>> = {
	key: ({roleName, policyArn}) => `role/${roleName}/managed/${policyArn}`,
	target: ({roleName, policyName}) => `managed policy ${policyName} attached to role ${roleName}`,

	async read({roleName, policyArn}, reads) {
		const policies = await reads.rolePolicies(roleName);
		const attached = policies.find(({kind, arn}) => kind !== 'boundary' && arn === policyArn);
		return {text: attached?.document ?? null, revisionId: null};
	},

	async write({roleName, policyName, policyArn, after}, writes) {
		if (after === null) {
			await writes.detachRolePolicy(roleName, policyArn);
			await writes.deleteManagedPolicy(policyArn);
			return null;
		}

		const created = await writes.createManagedPolicy(policyName, after);

		try {
			await writes.attachRolePolicy(roleName, created);
		} catch (error) {
			// Half of this write would stay behind unseen: nothing lists a policy that no role has.
			await writes.deleteManagedPolicy(created).catch(() => {});
			throw error;
		}

		return null;
	},

	commands({roleName, policyName, policyArn, after}) {
		const names = [...option('role-name', roleName), ...option('policy-arn', policyArn)];
		const create = [...option('policy-name', policyName)];

		return after === null
			? [
					['iam', 'detach-role-policy', ...names],
					['iam', 'delete-policy', ...option('policy-arn', policyArn)],
				]
			: [
					['iam', 'create-policy', ...create, ...option('policy-document', after)],
					['iam', 'attach-role-policy', ...names],
				];
	},

	sameText: samePolicyText,
	size: {limit: managedPolicyMaxCharacters, measure: iamPolicyCharacters},
	printPolicy,
};
