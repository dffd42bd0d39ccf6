import {option} from '../../source/aws/shell-quote.ts';
import type {Detail} from '../../source/diagnosis/detail.ts';
import type {Facts} from '../../source/incident/facts.ts';

/** A kind of policy that can deny, as AWS's message names it. */
export type PolicyType = {
	name: string;
	/** Who can change it. */
	owner: string;
	hint: string;
};

/** As AWS's message names it: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
const policyTypes: ReadonlyArray<[RegExp, PolicyType]> = [
	[
		/service control/i,
		{
			name: 'A service control policy of the organization',
			owner: 'the administrators of the organization',
			hint: 'It applies to every principal of the account, administrator roles included.',
		},
	],
	[
		/resource control/i,
		{
			name: 'A resource control policy of the organization',
			owner: 'the administrators of the organization that owns the resource',
			hint: 'It protects the resource from every caller, and can belong to another organization than the role.',
		},
	],
	[
		/permissions boundary/i,
		{
			name: 'The permissions boundary',
			owner: 'the owner of the permissions boundary',
			hint: 'No policy of the role can allow what its permissions boundary denies.',
		},
	],
	[
		/session/i,
		{
			name: 'A session policy',
			owner: 'the owner of the code that creates the session',
			hint: 'It comes with the session (AssumeRole with a policy, federation) and cannot be read in IAM.',
		},
	],
	[
		/endpoint/i,
		{
			name: 'A VPC endpoint policy',
			owner: 'the network administrators of the account',
			hint: 'It applies only to calls that go through that endpoint.',
		},
	],
	[
		/trust/i,
		{
			name: 'The trust policy of the role to be assumed',
			owner: 'the owner of that role',
			hint: 'Change it on that role, not on the role that makes the call.',
		},
	],
	[
		/resource-based|resource based/i,
		{
			name: "The resource's own policy",
			owner: 'the owner of the resource',
			hint: 'Change it on the resource: a bucket, a queue, a key, a function.',
		},
	],
	[
		/identity/i,
		{
			name: 'A policy of the role or user',
			owner: 'somebody who can change the policies of the role or user',
			hint: 'Check its inline and attached policies, and those of its groups.',
		},
	],
];

const unstated: PolicyType = {
	name: 'A policy that the message does not name',
	owner: 'the IAM administrators of this account',
	hint: 'Check, in this order: the policies of the role, its permissions boundary, the policy of the resource, and those of the organization.',
};

export const policyTypeNamed = (policyType: string | null): PolicyType =>
	policyTypes.find(([pattern]) => pattern.test(policyType ?? ''))?.[1] ?? unstated;

/**
 * The newest messages carry an id with which AWS shows the whole evaluation, for a day.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied-authorization-id.html
 */
export function evaluationDetails({authorizationId, principal}: Facts): Detail[] {
	if (authorizationId === null) {
		return [];
	}

	if (stepFunctionsSession.test(principal ?? '')) {
		return [
			`The authorization ID ${authorizationId} cannot be looked up: Step Functions made the call with the role, and AWS keeps evaluations only of calls that a person or a tool makes itself.`,
		];
	}

	return [
		{
			kind: 'command',
			text: 'The whole evaluation, with policy and statement (needs iam:GetRequestAuthorizationDetails, in the Region of the call; AWS keeps it for at least a day, and only of calls that a person or a tool makes itself)',
			command: [
				'iam-toolbox',
				'get-request-authorization-details',
				...option('authorization-id', authorizationId),
			],
		},
	];
}

/** Step Functions names its sessions by 32 letters. */
const stepFunctionsSession = /:assumed-role\/[^/]{1,200}\/[A-Za-z]{32}$/;
