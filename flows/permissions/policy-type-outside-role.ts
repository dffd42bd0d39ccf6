import type {Check} from '../../source/diagnosis/check.ts';
import {allowStatement} from '../common/role-obstacles.ts';
import {lowerCased, check as policyTypeOfDeny} from './policy-type-of-deny.ts';
import {evaluationDetails, policyTypeNamed} from './policy-types.ts';

const inTheRole = /identity|boundary/i;

/** Denied because nothing allows it, outside the role's own policies: one more Allow there has no effect. */
export const check: Check = {
	...policyTypeOfDeny,
	id: 'refusing-layer',
	title: 'Only policies of the role decide it',
	appliesTo: ({facts: {denial}}) =>
		denial?.kind === 'implicit' && denial.policyType !== null && !inTheRole.test(denial.policyType),

	async run({subject: {facts}}) {
		const {name, owner, hint} = policyTypeNamed(facts.denial?.policyType ?? null);

		return {
			outcome: 'problem',
			evidence: 'reported',
			answer: `${name} does not allow it, according to AWS's message.`,
			details: ['An Allow on the role is not enough.', hint, ...evaluationDetails(facts)],
			requests: [
				{
					to: owner,
					text: `${facts.principal ?? 'A principal'} was denied ${facts.action ?? 'an action'} on ${facts.resource ?? 'a resource'}, because ${lowerCased(name)} does not allow it. Please allow it there, if it is intended.`,
					...(facts.action && facts.resource
						? {policy: allowStatement([facts.action], [facts.resource])}
						: {}),
				},
			],
		};
	},
};
