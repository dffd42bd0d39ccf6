import {ordersRole, ordersScenario} from './build/orders.ts';
import {cliPaste, notAuthorized} from './build/pastes.ts';

/** What an engineer on call often cannot read. */
const deniedOperations = [
	'iam:GetRole',
	'iam:ListRoles',
	'iam:ListRolePolicies',
	'iam:GetRolePolicy',
	'iam:ListAttachedRolePolicies',
	'iam:GetPolicy',
	'iam:GetPolicyVersion',
	'iam:ListRoleTags',
	'iam:SimulatePrincipalPolicy',
];

export const deniedReads = ordersScenario({
	id: 'denied-reads',
	story:
		'Your own role can read Step Functions and CloudWatch Logs, but not IAM. Someone else has to look up the rest.',
	paste: cliPaste('AccessDeniedException', notAuthorized),
	around: now => ({
		roles: [ordersRole(now, [])],
		behaviour: {
			faults: deniedOperations.map(operation => ({
				operation,
				kind: 'access-denied',
				times: null,
			})),
		},
	}),
});
