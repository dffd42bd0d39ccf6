import type {Role} from '../../source/account/iam.ts';
import {ifRefused} from '../../source/account/if-refused.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import {type Remedy, updating} from '../../source/diagnosis/remedy.ts';
import type {Subject} from '../../source/diagnosis/subject.ts';
import type {Statement} from '../../source/policy/document.ts';
import {
	type Decision,
	evaluateResourcePolicies,
	type RequestContext,
} from '../../source/policy/evaluate.ts';
import {addStatements} from '../../source/policy/merge.ts';
import {parsePolicy, printPolicy} from '../../source/policy/parse.ts';
import {denying} from '../common/asked-of-deny.ts';
import {getRole, withRole} from '../common/find-out.ts';
import {denyOverrides} from '../common/role-obstacles.ts';
import {isServiceLinked, serviceLinkedRequest, subjectRoleName} from '../common/subject-role.ts';

/** Either principal is enough: https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html */
export const check: Check = {
	id: 'role-trust',
	title: 'Step Functions can assume the role (trust policy)',
	decisive: true,
	findOut: subject =>
		withRole(subject, ({name}) => [getRole(name, 'Role.AssumeRolePolicyDocument')]),

	async run(context) {
		const name = await subjectRoleName(context);
		// AWS reports a role that does not exist as one that it is not allowed to assume.
		const role = await context.reads.role(name).catch(ifRefused(null, ['not-found']));

		if (role === null) {
			return missing(name, context);
		}

		const decisions = decide(role, context.subject);
		const allowed = decisions.find(({decision}) => decision.answer === 'allowed');

		if (allowed?.decision.answer === 'allowed') {
			return {
				outcome: 'ok',
				evidence: 'evaluated',
				answer: `The trust policy of role ${role.name} allows ${allowed.service} to assume it (${refWords(allowed.decision.by)}).`,
			};
		}

		const depends = decisions.find(({decision}) => decision.answer === 'depends');

		if (depends?.decision.answer === 'depends') {
			return undecided(role, depends.service, depends.decision);
		}

		const denial = decisions.map(({decision}) => decision).find(isExplicit);
		return denial ? denied(role, denial) : notTrusted(role, context);
	},
};

const missing = (name: string, {subject}: CheckContext): Answer => ({
	outcome: 'problem',
	evidence: 'read',
	answer: `Role ${name} does not exist in account ${subject.accountId}.`,
	requests: [
		{
			to: 'the owner of the state machine',
			text: `The role ${name} does not exist in account ${subject.accountId}. Please deploy it, with a trust policy for states.amazonaws.com, before the state machine that uses it.`,
		},
	],
});

type ServiceDecision = {service: string; decision: Decision};

function decide(role: Role, subject: Subject): ServiceDecision[] {
	const trust = {name: 'trust policy', document: parsePolicy(role.trustPolicy)};

	return ['states.amazonaws.com', `states.${subject.region}.amazonaws.com`].map(service => ({
		service,
		decision: evaluateResourcePolicies(
			{
				principal: {kind: 'service', service},
				action: 'sts:AssumeRole',
				resource: role.arn,
				context: trustContext(subject),
			},
			[trust],
		),
	}));
}

/** Before a state machine exists only the beginning of its ARN is known. */
function trustContext(subject: Subject): RequestContext {
	const {partition, region, accountId} = subject;

	return {
		'aws:SourceAccount': {known: [accountId]},
		'aws:SourceArn':
			subject.kind === 'state-machine'
				? {known: [subject.stateMachineArn]}
				: {startsWith: `arn:${partition}:states:${region}:${accountId}:stateMachine:`},
	};
}

type ExplicitDenial = Extract<Decision, {answer: 'explicitly-denied'}>;

const isExplicit = (decision: Decision): decision is ExplicitDenial =>
	decision.answer === 'explicitly-denied';

const refWords = (refs: ExplicitDenial['by']): string =>
	refs.map(({sid, index}) => `statement ${sid ?? index + 1}`).join(', ');

const undecided = (
	role: Role,
	service: string,
	{on, by}: Extract<Decision, {answer: 'depends'}>,
): Answer => ({
	outcome: 'unknown',
	evidence: 'evaluated',
	answer: `Cannot tell: the trust policy of role ${role.name} allows ${service} to assume it under a condition on ${on.join(', ')} (${refWords(by)}), whose value is not known here.`,
});

const denied = (role: Role, {by}: ExplicitDenial): Answer => ({
	outcome: 'problem',
	evidence: 'evaluated',
	answer: `The trust policy of role ${role.name} denies Step Functions explicitly (${refWords(by)}).`,
	details: [denyOverrides],
	requests: [
		{
			to: `the owner of role ${role.name}`,
			text: `The trust policy of role ${role.arn} has an explicit deny (${refWords(by)}) that prevents Step Functions (states.amazonaws.com) from assuming the role. Please remove it or exempt Step Functions from it.`,
			deny: by
				.flatMap(({index}) => parsePolicy(role.trustPolicy).Statement[index] ?? [])
				.map(denying),
		},
	],
});

function notTrusted(role: Role, {subject}: CheckContext): Answer {
	const found = {
		outcome: 'problem',
		evidence: 'evaluated',
		answer: `No statement in the trust policy of role ${role.name} allows states.amazonaws.com or states.${subject.region}.amazonaws.com to assume it for this state machine.`,
	} as const;

	return isServiceLinked(role)
		? {...found, requests: [serviceLinkedRequest(role)]}
		: {...found, remedies: [allowStepFunctionsTrust(role, subject)]};
}

/** The statement AWS advises: https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html */
const trustStatement = ({partition, region, accountId}: Subject): Statement => ({
	Effect: 'Allow',
	Principal: {Service: ['states.amazonaws.com']},
	Action: ['sts:AssumeRole'],
	Condition: {
		StringEquals: {'aws:SourceAccount': [accountId]},
		ArnLike: {'aws:SourceArn': [`arn:${partition}:states:${region}:${accountId}:stateMachine:*`]},
	},
});

/** Keeps every statement of the trust policy and adds one. */
const allowStepFunctionsTrust = (role: Role, subject: Subject): Remedy => ({
	id: 'allow-step-functions-trust',
	title: `Allow Step Functions to assume role ${role.name}`,
	why: `Adds one statement to the trust policy and keeps the existing ones. Its conditions are those that AWS recommends against the confused deputy problem: only state machines of account ${subject.accountId} in region ${subject.region}.`,
	widens: `Every state machine of account ${subject.accountId} in region ${subject.region} can use this role.`,
	changes: [
		{
			kind: 'role-trust-policy',
			roleName: role.name,
			...updating(
				role.trustPolicy,
				printPolicy(addStatements(parsePolicy(role.trustPolicy), [trustStatement(subject)])),
			),
		},
	],
});
