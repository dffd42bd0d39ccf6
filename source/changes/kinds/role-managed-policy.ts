import type {Account, Writes} from '../../account/account.ts';
import {AccountError} from '../../account/account-error.ts';
import {ifRefused} from '../../account/if-refused.ts';
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
		const leftover = attached
			? null
			: await reads.managedPolicy(policyArn).catch(ifRefused(null, ['access-denied']));
		return {
			text: attached?.document ?? null,
			revisionId: null,
			...(leftover !== null && {leftover}),
		};
	},

	async write(change, account, again = false) {
		await (change.after === null
			? remove(change, account.writes, again)
			: add(change, change.after, account, again));
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

/** Two calls: where AWS refuses the second, the first is undone, so that no half stays behind unseen. */
async function add(
	{roleName, policyName, policyArn}: ManagedPolicyChange,
	document: string,
	{reads, writes}: Account,
	again: boolean,
): Promise<void> {
	const existing = again ? await reads.managedPolicy(policyArn) : null;
	const created =
		existing !== null && samePolicyText(existing, document)
			? policyArn
			: await writes.createManagedPolicy(policyName, document);

	try {
		await writes.attachRolePolicy(roleName, created);
	} catch (error) {
		if (isRefusal(error)) {
			await writes.deleteManagedPolicy(created).catch(ifRefused(undefined));
		}

		throw error;
	}
}

async function remove(
	{roleName, policyArn}: ManagedPolicyChange,
	writes: Writes,
	again: boolean,
): Promise<void> {
	await writes.detachRolePolicy(roleName, policyArn).catch(passOver(again));

	try {
		await writes.deleteManagedPolicy(policyArn).catch(passOver(again));
	} catch (error) {
		if (isRefusal(error)) {
			await writes.attachRolePolicy(roleName, policyArn).catch(ifRefused(undefined));
		}

		throw error;
	}
}

const isRefusal = (error: unknown): boolean =>
	error instanceof AccountError && error.fate !== 'unknown';

/** What is gone already need not be removed again. */
const passOver = (again: boolean) => (error: unknown) => {
	if (!again || !(error instanceof AccountError) || error.kind !== 'not-found') {
		throw error;
	}
};
