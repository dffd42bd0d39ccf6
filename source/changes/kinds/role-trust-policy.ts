import {option} from '../../aws/shell-quote.ts';
import {iamPolicyCharacters, trustPolicyMaxCharacters} from '../../policy/measure.ts';
import {printPolicy} from '../../policy/parse.ts';
import {samePolicyText} from '../meaning.ts';
import type {ChangeKind, ChangeOfKind} from './change-kind.ts';

export const roleTrustPolicy: ChangeKind<ChangeOfKind<'role-trust-policy'>> = {
	actions: ['update'],
	key: ({roleName}) => `role/${roleName}/trust`,
	target: ({roleName}) => `trust policy of role ${roleName}`,

	async read({roleName}, reads) {
		const {trustPolicy} = await reads.role(roleName);
		return {text: trustPolicy, revisionId: null};
	},

	async write(change, {writes}) {
		await writes.updateTrustPolicy(change.roleName, change.after);
		return null;
	},

	commands: change => [
		[
			'iam',
			'update-assume-role-policy',
			...option('role-name', change.roleName),
			...option('policy-document', change.after),
		],
	],

	sameText: samePolicyText,
	size: {limit: trustPolicyMaxCharacters, measure: iamPolicyCharacters},
	printPolicy,
};
