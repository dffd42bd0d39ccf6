import type {Flow} from '../source/diagnosis/flow.ts';
import type {Facts} from '../source/incident/facts.ts';
import {principalInWords, roleNameOf} from '../source/incident/principal.ts';
import {where} from '../source/incident/recognition.ts';
import {
	isExplicit,
	isStatesAction,
	refusedWhileRunning,
	stateMachineCall,
} from '../source/incident/signs.ts';

export const explicitDeny: Flow = {
	id: 'explicit-deny',
	title: 'A policy explicitly denies the call',
	message: 'with an explicit deny in a service control policy',
	examples: [
		'User: arn:aws:sts::123456789012:assumed-role/StepFunctions-orders-role/execution is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:eu-west-1:123456789012:function:charge with an explicit deny in a service control policy',
		'User: arn:aws:sts::123456789012:assumed-role/StepFunctions-orders-role/execution is not authorized to perform: s3:PutObject on resource: arn:aws:s3:::orders/7.json with an explicit deny in a permissions boundary: arn:aws:iam::123456789012:policy/edges.',
		'User: arn:aws:sts::123456789012:assumed-role/StepFunctions-orders-role/execution is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:eu-west-1:123456789012:paid with an explicit deny in an identity-based policy',
	],
	patterns: where(
		[
			...refusedWhileRunning,
			{facts: isStatesAction, confidence: 'certain'},
			{text: stateMachineCall, confidence: 'certain'},
		],
		isExplicit,
	),
	explanation: facts => [
		`A Deny statement${facts.denial?.policyType ? ` in ${withArticle(facts.denial.policyType)}` : ''} denies ${facts.action ?? 'the action'} to ${principalInWords(facts.principal, 'the caller')}. A Deny overrides every Allow: adding one more Allow does not help.`,
		facts.denial?.policyArn
			? `The policy is ${facts.denial.policyArn}. ${whereIsIt(facts.denial.policyType)}`.trim()
			: whereIsIt(facts.denial?.policyType ?? null),
	],
	nextSteps: facts => [
		...(facts.denial?.policyArn
			? [
					`Ask the owner of ${facts.denial.policyArn} to exclude ${principalInWords(facts.principal, 'this principal')} from the Deny, or to narrow it.`,
				]
			: [howToFind(facts)]),
		`The owner of the policy needs these: principal ${facts.principal ?? 'not stated'}, action ${facts.action ?? 'not stated'}, resource ${facts.resource ?? 'not stated'}.`,
		'Check the conditions of the Deny (Region, tags, VPC endpoint, MFA): the state can sometimes meet them.',
		...(facts.authorizationId
			? [
					`See which policies were evaluated, within 24 hours, in the IAM console: authorization ID ${facts.authorizationId}. AWS keeps this only of calls that a person or a tool makes itself, not of those that Step Functions makes with the role.`,
				]
			: []),
	],
	checks: () => [
		import('./permissions/policy-type-of-deny.ts'),
		import('./common/state-machine-exists.ts'),
	],
	retry: () => import('./failed-run/repeat-execution.ts'),
	references: [
		{
			title: 'Troubleshoot access denied error messages',
			url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html',
		},
	],
	lookalikes: [
		{
			text: 'User: arn:aws:sts::123456789012:assumed-role/StepFunctions-orders-role/execution is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:eu-west-1:123456789012:paid because no identity-based policy allows the sqs:SendMessage action',
			is: 'a missing Allow',
			flow: 'action-denied',
		},
		{
			text: 'User: arn:aws:iam::123456789012:user/jo is not authorized to perform: ec2:RunInstances on resource: * with an explicit deny in a service control policy',
			is: 'a person and another service',
		},
	],
	snippet: {
		says: 'List the policies of the role, and the ones that limit it',
		language: 'sh',
		code: `aws iam list-role-policies --role-name orders-role
aws iam list-attached-role-policies --role-name orders-role
aws iam get-role --role-name orders-role --query Role.PermissionsBoundary`,
	},
};

const withArticle = (policyType: string): string =>
	`${/^[aeiou]/i.test(policyType) ? 'an' : 'a'} ${policyType}`;

/** Who has the policy, by its kind. */
function whereIsIt(policyType: string | null): string {
	if (policyType === null) {
		return 'The message does not say which policy it is.';
	}

	if (/service control|resource control/i.test(policyType)) {
		return 'The organization owns this policy: only its administrators can change it.';
	}

	if (/identity-based/i.test(policyType)) {
		return 'The policy is one of the role itself: inline or attached.';
	}

	if (/boundary/i.test(policyType)) {
		return 'The policy is the permissions boundary of the role.';
	}

	if (/resource-based|trust/i.test(policyType)) {
		return 'The policy belongs to the resource that was called.';
	}

	return /endpoint/i.test(policyType)
		? 'The policy belongs to the VPC endpoint that the call goes through.'
		: 'The policy was passed with the session that made the call.';
}

function howToFind({denial, principal, resource}: Facts): string {
	const type = denial?.policyType ?? '';
	const role = roleNameOf(principal) ?? '<role>';

	if (/identity-based/i.test(type)) {
		return `Find the Deny in the policies of the role: aws iam list-role-policies --role-name ${role}, aws iam list-attached-role-policies --role-name ${role}.`;
	}

	if (/boundary/i.test(type)) {
		return `Find the permissions boundary: aws iam get-role --role-name ${role} --query Role.PermissionsBoundary.`;
	}

	if (/resource-based|trust/i.test(type)) {
		return `Find the Deny in the policy of ${resource ?? 'the resource'} itself.`;
	}

	if (/control/i.test(type)) {
		return 'Ask the administrators of the organization which policy holds the Deny.';
	}

	return "Find the Deny: the role's policies, its permissions boundary, the resource's own policy, then the organization's policies.";
}
