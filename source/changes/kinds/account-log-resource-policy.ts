import {option} from '../../aws/shell-quote.ts';
import {
	accountLogResourcePolicyMaxCharacters,
	logResourcePolicyCharacters,
} from '../../policy/measure.ts';
import {printCompactPolicy} from '../../policy/parse.ts';
import {samePolicyText} from '../meaning.ts';
import type {ChangeKind, ChangeOfKind} from './change-kind.ts';

export const accountLogResourcePolicy: ChangeKind<ChangeOfKind<'account-log-resource-policy'>> = {
	actions: ['create', 'update', 'delete'],
	key: ({policyName}) => `log-resource-policy/${policyName}`,
	target: ({policyName}) => `CloudWatch Logs resource policy ${policyName}`,

	async read({policyName}, reads) {
		const policies = await reads.accountResourcePolicies();
		const policy = policies.find(({name}) => name === policyName);
		return {text: policy?.document ?? null, revisionId: null};
	},

	async write({policyName, after}, {writes}) {
		await (after === null
			? writes.deleteAccountResourcePolicy(policyName)
			: writes.putAccountResourcePolicy(policyName, after));
		return null;
	},

	commands({policyName, after}) {
		const name = option('policy-name', policyName);
		return after === null
			? [['logs', 'delete-resource-policy', ...name]]
			: [['logs', 'put-resource-policy', ...name, ...option('policy-document', after)]];
	},

	sameText: samePolicyText,
	size: {limit: accountLogResourcePolicyMaxCharacters, measure: logResourcePolicyCharacters},
	printPolicy: printCompactPolicy,
};
