import type {Flow} from '../source/diagnosis/flow.ts';
import {principalInWords} from '../source/incident/principal.ts';
import {where} from '../source/incident/recognition.ts';
import {
	isExplicit,
	isStatesAction,
	refusedWhileRunning,
	stateMachineCall,
} from '../source/incident/signs.ts';

export const explicitDeny: Flow = {
	id: 'explicit-deny',
	title: 'A policy denies it explicitly',
	examples: [
		'User: arn:aws:sts::123456789012:assumed-role/StepFunctions-orders-role/execution is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:eu-west-1:123456789012:function:charge with an explicit deny in a service control policy',
	],
	patterns: where(
		[
			...refusedWhileRunning,
			{facts: isStatesAction, confidence: 'certain'},
			{text: stateMachineCall, confidence: 'likely'},
		],
		isExplicit,
	),
	explanation: facts => [
		`${facts.action ?? 'The action'} was refused to ${principalInWords(facts.principal, 'the caller')} by a Deny statement${facts.denial?.policyType ? ` in a ${facts.denial.policyType}` : ''}. A Deny wins over every Allow, so adding one more Allow will not help.`,
		facts.denial?.policyArn
			? `The policy is ${facts.denial.policyArn}.`
			: 'The message does not say which policy it is.',
		/service control|resource control/i.test(facts.denial?.policyType ?? '')
			? 'It belongs to the organisation: only those who manage the organisation can change it.'
			: 'Whoever owns that policy has to change it, or the work has to be done in a way that the policy allows.',
	],
	nextSteps: facts => [
		facts.denial?.policyArn
			? `Ask the owner of ${facts.denial.policyArn} to except ${facts.principal ?? 'this principal'} from the Deny, or to narrow it.`
			: "Find the Deny: the role's policies, its permissions boundary, the resource's own policy, then the organisation's policies.",
		`Give them this: principal ${facts.principal ?? 'not stated'}, action ${facts.action ?? 'not stated'}, resource ${facts.resource ?? 'not stated'}.`,
		'See whether the Deny has conditions (region, tags, VPC endpoint, MFA) that the state could meet.',
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
};
