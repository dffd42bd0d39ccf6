import type {Writes} from '../../account/account.ts';
import {option} from '../../aws/shell-quote.ts';
import {iamPolicyCharacters, managedPolicyMaxCharacters} from '../../policy/measure.ts';
import {printPolicy} from '../../policy/parse.ts';
import {samePolicyText} from '../meaning.ts';
import type {ChangeKind, ChangeOfKind} from './change-kind.ts';

type ManagedPolicyChange = ChangeOfKind<'role-managed-policy'>;

/** A customer managed policy of its own, created and attached to the one role. */
export const roleManagedPolicy: ChangeKind<ManagedPolicyChange> = {
	actions: ['create', 'delete'],
	key: ({roleName, policyArn}) => `role/${roleName}/managed/${policyArn}`,
	target: ({roleName, policyName}) => `managed policy ${policyName} attached to role ${roleName}`,

	async read({roleName, policyArn}, reads) {
		const policies = await reads.rolePolicies(roleName);
		const attached = policies.find(({kind, arn}) => kind !== 'boundary' && arn === policyArn);
		return {text: attached?.document ?? null, revisionId: null};
	},

	async write(change, writes) {
		await (change.after === null ? remove(change, writes) : add(change, change.after, writes));
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

/** Two calls: where the second fails, the first is taken back, so that no half stays behind unseen. */
async function add(
	{roleName, policyName}: ManagedPolicyChange,
	document: string,
	writes: Writes,
): Promise<void> {
	const created = await writes.createManagedPolicy(policyName, document);

	try {
		await writes.attachRolePolicy(roleName, created);
	} catch (error) {
		await writes.deleteManagedPolicy(created).catch(() => {});
		throw error;
	}
}

async function remove({roleName, policyArn}: ManagedPolicyChange, writes: Writes): Promise<void> {
	await writes.detachRolePolicy(roleName, policyArn);

	try {
		await writes.deleteManagedPolicy(policyArn);
	} catch (error) {
		await writes.attachRolePolicy(roleName, policyArn).catch(() => {});
		throw error;
	}
}
