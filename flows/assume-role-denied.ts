import type {Flow} from '../source/diagnosis/flow.ts';
import {errorAndCause, isStepFunctions, workFailure} from '../source/incident/signs.ts';
import {managedByTool} from './common/managed-by-tool.ts';
import {roleAge} from './common/role-age.ts';
import {stateMachineExists} from './common/state-machine-exists.ts';
import {assumedRoles} from './permissions/assumed-roles.ts';
import {roleTrust} from './permissions/role-trust.ts';

export const assumeRoleDenied: Flow = {
	id: 'assume-role-denied',
	title: 'The role does not let Step Functions assume it',
	examples: [
		'AccessDeniedException: Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
	],
	patterns: [
		{
			text: /principal '?states\.(?:[\w<>*-]{1,30}\.)?amazonaws\.com.{0,120}authorized to assume the provided role/i,
			confidence: 'certain',
		},
		{text: /not authorized to assume the task state's role/i, confidence: 'certain'},
		{text: /authorized to assume the provided role/i, confidence: 'likely'},
		{
			text: /principal ["'`]?states\.(?:[\w<>*-]{1,30}\.)?amazonaws\.com["'`]?,?(?: (?:nor|is|…|\.{3})\b|.{0,60}\bassum|\W{0,4}$)/i,
			unless: /authorized to perform/i,
			confidence: 'likely',
		},
		{
			text: /\bassumed? .{0,120}\bby (?:principal )?["'`]?(?:states\.(?:[\w<>*-]{1,30}\.)?amazonaws\.com|(?:AWS )?Step ?Functions)\b|\bstep ?functions?\b.{0,60}\b(?:unable|cannot|can't|could not|couldn't|failed|not (?:authorized|allowed)) (?:to )?assume\b/i,
			confidence: 'likely',
		},
		{
			text: /unable to assume the role|cannot be assumed by/i,
			also: errorAndCause,
			unless: workFailure,
			confidence: 'likely',
		},
		{
			facts: facts => facts.action === 'sts:AssumeRole' && isStepFunctions(facts),
			confidence: 'certain',
		},
	],
	explanation: facts => [
		facts.resource
			? `A state runs under a role of its own (Credentials), ${facts.resource}, and the state machine role may not assume it. Two sides have to agree: the state machine role has to be allowed sts:AssumeRole on it, and its trust policy has to name the state machine role.`
			: 'Step Functions cannot become the role that the state machine was given. That is decided by the trust policy of that role, not by its permissions: one more Allow in its policies changes nothing.',
		'The same text comes up where the role does not exist, or was created a moment ago and is not yet known everywhere.',
	],
	nextSteps: facts => [
		facts.resource
			? `Allow sts:AssumeRole on ${facts.resource}, and trust the state machine role there.`
			: `See the trust policy${facts.roleArn ? ` of ${facts.roleArn}` : ''}: it has to let the service principal states.amazonaws.com perform sts:AssumeRole.`,
		'If it has conditions (aws:SourceAccount, aws:SourceArn), they have to fit this state machine.',
		'If the role is new, try again in a minute before changing anything.',
	],
	checks: [stateMachineExists, roleTrust, assumedRoles, roleAge, managedByTool],
	references: [
		{
			title: 'Creating an IAM role for your state machine',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html',
		},
		{
			title: 'Accessing resources in other AWS accounts',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-access-cross-acct-resources.html',
		},
	],
};
