import {option} from '../../aws/shell-quote.ts';
import {iamPolicyCharacters, roleInlinePoliciesMaxCharacters} from '../../policy/measure.ts';
import {printPolicy} from '../../policy/parse.ts';
import {samePolicyText} from '../meaning.ts';
import type {ChangeKind, ChangeOfKind} from './change-kind.ts';

export const roleInlinePolicy: ChangeKind<ChangeOfKind<'role-inline-policy'>> = {
	actions: ['create', 'update', 'delete'],
	key: ({roleName, policyName}) => `role/${roleName}/inline/${policyName}`,
	target: ({roleName, policyName}) => `inline policy ${policyName} of role ${roleName}`,

	async read({roleName, policyName}, reads) {
		return {text: await reads.inlinePolicy(roleName, policyName), revisionId: null};
	},

	async write({roleName, policyName, after}, {writes}) {
		await (after === null
			? writes.deleteInlinePolicy(roleName, policyName)
			: writes.putInlinePolicy(roleName, policyName, after));
		return null;
	},

	commands({roleName, policyName, after}) {
		const names = [...option('role-name', roleName), ...option('policy-name', policyName)];
		return after === null
			? [['iam', 'delete-role-policy', ...names]]
			: [['iam', 'put-role-policy', ...names, ...option('policy-document', after)]];
	},

	sameText: samePolicyText,
	// The limit is on all inline policies of the role together.
	size: {limit: roleInlinePoliciesMaxCharacters, measure: iamPolicyCharacters},
	printPolicy,
};
