import {shellQuote} from '../../source/aws/shell-quote.ts';
import type {Facts} from '../../source/incident/facts.ts';

export type Layer = {
	name: string;
	/** Who can change it. */
	owner: string;
	wayOut: string;
};

/** By the words of AWS's message: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
const layers: ReadonlyArray<[RegExp, Layer]> = [
	[
		/service control/i,
		{
			name: 'A service control policy of the organisation',
			owner: 'whoever manages the organisation',
			wayOut: 'It holds for every principal of the account, roles of administrators included.',
		},
	],
	[
		/resource control/i,
		{
			name: 'A resource control policy of the organisation',
			owner: 'whoever manages the organisation that owns the resource',
			wayOut:
				'It protects the resource, whoever asks: it may belong to another organisation than the role.',
		},
	],
	[
		/permissions boundary/i,
		{
			name: 'The permissions boundary',
			owner: 'whoever maintains the permissions boundary',
			wayOut: 'What a boundary denies, no policy of the role allows.',
		},
	],
	[
		/session/i,
		{
			name: 'A session policy',
			owner: 'whoever wrote what makes the session',
			wayOut:
				'It comes with the session (AssumeRole with a policy, federation) and is nowhere to be read in IAM.',
		},
	],
	[
		/endpoint/i,
		{
			name: 'A VPC endpoint policy',
			owner: 'whoever runs the network of the account',
			wayOut: 'It holds for calls that go through that endpoint only.',
		},
	],
	[
		/trust/i,
		{
			name: 'The trust policy of the role that was to be taken on',
			owner: 'whoever maintains that role',
			wayOut: 'It is changed on that role, not on the one that asks.',
		},
	],
	[
		/resource-based|resource based/i,
		{
			name: "The resource's own policy",
			owner: 'whoever maintains the resource',
			wayOut: 'It is changed on the resource: a bucket, a queue, a key, a function.',
		},
	],
	[
		/identity/i,
		{
			name: 'A policy of the role or user',
			owner: 'whoever may change the policies of the role or user',
			wayOut: 'Look at its inline and attached policies, and at those of its groups.',
		},
	],
];

const unstated: Layer = {
	name: 'A policy that the message does not name',
	owner: 'whoever manages access in this account',
	wayOut:
		'Look, in this order, at the policies of the role, its permissions boundary, the policy of the resource, and those of the organisation.',
};

export const layerOf = (policyType: string | null): Layer =>
	layers.find(([pattern]) => pattern.test(policyType ?? ''))?.[1] ?? unstated;

/**
The newest messages carry an id with which AWS tells the whole evaluation, for a day.
https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied-authorization-id.html
*/
export const evaluationCommand = ({authorizationId}: Facts, region: string): string[] =>
	authorizationId === null
		? []
		: [
				`The whole evaluation, policy and statement: aws iam-toolbox get-request-authorization-details --authorization-id ${shellQuote(authorizationId)} --region ${region} (needs iam:GetRequestAuthorizationDetails; AWS keeps it for at least a day)`,
			];
