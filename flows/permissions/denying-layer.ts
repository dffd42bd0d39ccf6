import {AccountError} from '../../source/account/account-error.ts';
import {shellQuote} from '../../source/aws/shell-quote.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import type {Facts} from '../../source/incident/facts.ts';
import {roleNameOf} from '../../source/incident/principal.ts';
import {judgeRoleAction} from '../common/judge-role-action.ts';
import {isRoleOfAccount} from '../common/refused-principal.ts';
import {denyAllWords, denyRequests} from '../common/role-obstacles.ts';
import {permissionsOf, type RolePermissions, statementWords} from '../common/role-permissions.ts';
import {roleArnWord} from '../common/subject-role.ts';
import {evaluationCommand, layerOf} from './denial-layers.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
export const denyingLayer: Check = {
	id: 'denying-layer',
	title: 'Which policy denies it, and who can change that?',
	decisive: true,
	command: subject =>
		`aws iam simulate-principal-policy --policy-source-arn ${roleArnWord(subject)} --action-names ${shellQuote(subject.facts.action ?? '<action>')} --resource-arns ${shellQuote(subject.facts.resource ?? '*')} --query 'EvaluationResults[].[EvalDecision,OrganizationsDecisionDetail,MatchedStatements]'`,

	async run(context) {
		const {facts} = context.subject;
		const visible = await visibleDenial(context);

		if (visible?.refs.length) {
			return deniedInSight(visible, context);
		}

		return facts.denial === null ? nothingStated(visible) : deniedOutOfSight(visible, context);
	},
};

type Visible = {permissions: RolePermissions; refs: ReturnType<typeof refsOf>};

/** The role's own policies and boundary, where it is a role of this account; null where they cannot be seen. */
async function visibleDenial(context: CheckContext): Promise<Visible | null> {
	const {facts, accountId} = context.subject;
	const name = roleNameOf(facts.principal);

	if (
		name === null ||
		facts.action === null ||
		!isRoleOfAccount(facts.principal, name, accountId)
	) {
		return null;
	}

	try {
		const permissions = await permissionsOf(await context.reads.role(name), context);
		return {permissions, refs: refsOf(permissions, facts, context)};
	} catch (error) {
		if (error instanceof AccountError) {
			return null;
		}

		throw error;
	}
}

function refsOf(permissions: RolePermissions, {action, resource}: Facts, context: CheckContext) {
	const {decision} = judgeRoleAction(
		{action: action ?? '', resource: resource ?? '*'},
		permissions,
		context,
	);
	return decision.answer === 'explicitly-denied' ? decision.by : [];
}

function deniedInSight({permissions, refs}: Visible, {subject}: CheckContext): Answer {
	const {action, resource} = subject.facts;

	return {
		outcome: 'problem',
		evidence: 'evaluated',
		answer: `In sight: ${refs.map(statementWords).join('; ')} of role ${permissions.role.name} denies ${action} on ${resource ?? 'everything'} explicitly.`,
		details: [
			noAllow,
			...denyAllWords(permissions, refs),
			...evaluationCommand(subject.facts, subject.region),
		],
		requests: denyRequests(permissions, [action ?? ''], refs),
	};
}

function deniedOutOfSight(visible: Visible | null, {subject}: CheckContext): Answer {
	const {facts, region} = subject;
	const {name, owner, wayOut} = layerOf(facts.denial?.policyType ?? null);
	const policy = facts.denial?.policyArn;

	return {
		outcome: 'problem',
		evidence: 'reported',
		answer: `${name}${policy ? ` ${policy}` : ''} denies it, by what AWS's message says.`,
		details: [
			noAllow,
			visible === null
				? 'The policies of whoever was refused could not be seen here.'
				: `No policy of role ${visible.permissions.role.name} that sfn-fix can see denies it.`,
			wayOut,
			...evaluationCommand(facts, region),
		],
		requests: [
			{
				to: owner,
				text: `${facts.principal ?? 'A principal'} was refused ${facts.action ?? 'an action'} on ${facts.resource ?? 'a resource'} by an explicit deny in ${policy ?? name.charAt(0).toLowerCase() + name.slice(1)}. ${subject.stateMachineArn ? `The state machine ${subject.stateMachineArn} needs it. ` : ''}Please except this principal from the Deny, or say how the work can be done within it.`,
			},
		],
	};
}

const noAllow = 'An explicit deny outweighs every Allow, so that adding one would change nothing.';

const nothingStated = (visible: Visible | null): Answer =>
	visible === null
		? {
				outcome: 'unknown',
				evidence: 'read',
				answer: 'Not known: no text says what was denied, and to whom.',
				details: ['Paste the whole message, with --error or --error-file.'],
			}
		: {
				outcome: 'ok',
				evidence: 'evaluated',
				answer: `No policy of role ${visible.permissions.role.name} in sight denies it.`,
			};

const inTheRole = /identity|boundary/i;

/** Refused for want of an Allow, and not in the role's own policies: there one more Allow changes nothing. */
export const refusingLayer: Check = {
	...denyingLayer,
	id: 'refusing-layer',
	title: 'Is it a policy outside of the role that does not allow it?',
	appliesTo: ({facts: {denial}}) =>
		denial?.kind === 'implicit' && denial.policyType !== null && !inTheRole.test(denial.policyType),

	async run({subject}) {
		const {facts, region} = subject;
		const {name, owner, wayOut} = layerOf(facts.denial?.policyType ?? null);

		return {
			outcome: 'problem',
			evidence: 'reported',
			answer: `Yes: ${name.charAt(0).toLowerCase() + name.slice(1)} does not allow it, by what AWS's message says.`,
			details: ['An Allow on the role is not enough.', wayOut, ...evaluationCommand(facts, region)],
			requests: [
				{
					to: owner,
					text: `${facts.principal ?? 'A principal'} was refused ${facts.action ?? 'an action'} on ${facts.resource ?? 'a resource'}, since ${name.charAt(0).toLowerCase() + name.slice(1)} does not allow it. Please allow it there, if it is meant to be done.`,
				},
			],
		};
	},
};
