import {AccountError} from '../../source/account/account-error.ts';
import type {Role} from '../../source/account/iam.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import type {Subject} from '../../source/diagnosis/subject.ts';
import {
	type Decision,
	evaluateResourcePolicies,
	type RequestContext,
} from '../../source/policy/evaluate.ts';
import {parsePolicy} from '../../source/policy/parse.ts';
import {serviceLinkedRequest} from '../common/service-linked-request.ts';
import {isServiceLinked, roleWord, subjectRoleName} from '../common/subject-role.ts';
import {allowStepFunctionsTrust} from './allow-step-functions-trust.ts';

/** Either principal will do: https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html */
export const roleTrust: Check = {
	id: 'role-trust',
	title: "Does the role's trust policy let Step Functions assume it?",
	decisive: true,
	command: subject =>
		`aws iam get-role --role-name ${roleWord(subject)} --query Role.AssumeRolePolicyDocument`,

	async run(context) {
		const name = await subjectRoleName(context);
		const role = await existingRole(name, context);

		if (role === null) {
			return missing(name, context);
		}

		const decisions = decide(role, context.subject);
		const allowed = decisions.find(({decision}) => decision.answer === 'allowed');

		if (allowed?.decision.answer === 'allowed') {
			return {
				outcome: 'ok',
				evidence: 'evaluated',
				answer: `Yes: the trust policy of role ${role.name} lets ${allowed.service} assume it (${refWords(allowed.decision.by)}).`,
			};
		}

		const depends = decisions.find(({decision}) => decision.answer === 'depends');

		if (depends?.decision.answer === 'depends') {
			return undecided(role, depends.service, depends.decision);
		}

		const denial = decisions.map(({decision}) => decision).find(isExplicit);
		return denial ? denied(role, denial) : lacking(role, context);
	},
};

/** AWS words a role that is not there as one that it may not assume. */
async function existingRole(name: string, {reads}: CheckContext): Promise<Role | null> {
	try {
		return await reads.role(name);
	} catch (error) {
		if (error instanceof AccountError && error.kind === 'not-found') {
			return null;
		}

		throw error;
	}
}

const missing = (name: string, {subject}: CheckContext): Answer => ({
	outcome: 'problem',
	evidence: 'read',
	answer: `No: there is no role ${name} in account ${subject.accountId}.`,
	requests: [
		{
			to: 'whoever deploys the state machine',
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

/** Before a state machine exists no more than the beginning of its ARN is known. */
const trustContext = ({
	partition,
	region,
	accountId,
	stateMachineArn,
}: Subject): RequestContext => ({
	'aws:SourceAccount': {known: [accountId]},
	'aws:SourceArn':
		stateMachineArn === null
			? {startsWith: `arn:${partition}:states:${region}:${accountId}:stateMachine:`}
			: {known: [stateMachineArn]},
});

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
	answer: `Not known: the trust policy of role ${role.name} lets ${service} assume it under a condition on ${on.join(', ')} (${refWords(by)}), whose value is not known here.`,
});

const denied = (role: Role, {by}: ExplicitDenial): Answer => ({
	outcome: 'problem',
	evidence: 'evaluated',
	answer: `No: the trust policy of role ${role.name} denies it explicitly (${refWords(by)}).`,
	details: ['An explicit deny outweighs every Allow, so that adding one would change nothing.'],
	requests: [
		{
			to: `whoever maintains role ${role.name}`,
			text: `The trust policy of role ${role.arn} holds an explicit deny (${refWords(by)}) which keeps Step Functions (states.amazonaws.com) from assuming the role. Please take it out or exempt Step Functions from it.`,
		},
	],
});

function lacking(role: Role, context: CheckContext): Answer {
	const answer: Answer = {
		outcome: 'problem',
		evidence: 'evaluated',
		answer: `No: no statement of role ${role.name}'s trust policy lets states.amazonaws.com or states.${context.subject.region}.amazonaws.com assume it for this state machine.`,
	};

	if (isServiceLinked(role)) {
		return {...answer, requests: [serviceLinkedRequest(role)]};
	}

	return {...answer, remedies: [allowStepFunctionsTrust(role, context.subject)]};
}
