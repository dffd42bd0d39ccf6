import {ifRefused} from '../../source/account/if-refused.ts';
import type {AwsCommand} from '../../source/aws/command.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import type {Request} from '../../source/diagnosis/remedy.ts';
import {type Subject, stateMachineArnOf} from '../../source/diagnosis/subject.ts';
import type {Facts} from '../../source/incident/facts.ts';
import {roleNameOf} from '../../source/incident/principal.ts';
import {exemption} from '../common/asked-of-deny.ts';
import {isRoleOfAccount, principalArnOf} from '../common/denied-principal.ts';
import {getRole, simulate, withRole} from '../common/find-out.ts';
import {judgeRoleAction} from '../common/judge-role-action.ts';
import {denyAllWords, denyOverrides, denyRequests} from '../common/role-obstacles.ts';
import {permissionsOf, type RolePermissions, statementWords} from '../common/role-permissions.ts';
import {evaluationDetails, policyTypeNamed} from './policy-types.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
export const check: Check = {
	id: 'denying-layer',
	title: 'No policy denies it explicitly',
	decisive: true,
	findOut: simulateDenied,

	async run(context) {
		const {facts} = context.subject;
		const visible = await visibleDenial(context);

		if (visible && visible.refs.length > 0) {
			return deniedByRole(visible, context);
		}

		return facts.denial === null ? notStated(visible) : deniedElsewhere(visible, context);
	},
};

function simulateDenied(subject: Subject): AwsCommand[] {
	const {action, resource} = subject.facts;

	return withRole(subject, ({name, arn}) =>
		action === null
			? [getRole(name, 'Role.PermissionsBoundary')]
			: [simulate(arn, [action], resource === null ? [] : [resource])],
	);
}

type Visible = {permissions: RolePermissions; refs: ReturnType<typeof refsOf>};

/** The role's own policies and boundary, where it is a role of this account; null where they cannot be read. */
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

	const permissions = await context.reads
		.role(name)
		.then(role => permissionsOf(role, context))
		.catch(ifRefused(null));

	return permissions && {permissions, refs: refsOf(permissions, facts, context)};
}

function refsOf(permissions: RolePermissions, {action, resource}: Facts, context: CheckContext) {
	const {decision} = judgeRoleAction(
		{action: action ?? '', resource: resource ?? '*'},
		permissions,
		context,
	);
	return decision.answer === 'explicitly-denied' ? decision.by : [];
}

function deniedByRole({permissions, refs}: Visible, {subject}: CheckContext): Answer {
	const {action, resource} = subject.facts;

	return {
		outcome: 'problem',
		evidence: 'evaluated',
		answer: `Role ${permissions.role.name}: ${refs.map(statementWords).join('; ')} explicitly denies ${action} on ${resource ?? 'every resource'}.`,
		details: [
			denyOverrides,
			...denyAllWords(permissions, refs),
			...evaluationDetails(subject.facts),
		],
		requests: denyRequests(permissions, [action ?? ''], refs),
	};
}

function deniedElsewhere(visible: Visible | null, {subject}: CheckContext): Answer {
	const {facts} = subject;
	const {name, owner, hint} = policyTypeNamed(facts.denial?.policyType ?? null);
	const policy = facts.denial?.policyArn;
	const stateMachineArn = stateMachineArnOf(subject);

	return {
		outcome: 'problem',
		evidence: 'reported',
		answer: `${name}${policy ? ` (${policy})` : ''} denies it, according to AWS's message.`,
		details: [
			denyOverrides,
			visible === null
				? 'The policies of the denied principal cannot be read from here.'
				: `No policy of role ${visible.permissions.role.name} that sfn-fix can read denies it.`,
			hint,
			...evaluationDetails(facts),
		],
		requests: [
			{
				to: owner,
				text: `${facts.principal ?? 'A principal'} was denied ${facts.action ?? 'an action'} on ${facts.resource ?? 'a resource'} by an explicit deny in ${policy ?? lowerCased(name)}. ${stateMachineArn ? `The state machine ${stateMachineArn} needs it. ` : ''}${policy ? '' : "AWS's message does not name the policy. "}Please exempt this principal from the Deny, or say how the work can be done within it.`,
				deny: exemptionFor(facts),
			},
		],
	};
}

/** The statement cannot be read from here. A session and a trust policy have other ways out. */
const exemptionFor = ({principal, denial}: Facts): NonNullable<Request['deny']> =>
	principal?.startsWith('arn:') && !/session|trust/i.test(denial?.policyType ?? '')
		? [
				{
					title: 'Requested in the statement that denies (it cannot be read from here):',
					json: JSON.stringify({Condition: exemption(principalArnOf(principal))}, null, 2),
				},
			]
		: [];

export const lowerCased = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

const notStated = (visible: Visible | null): Answer =>
	visible === null
		? {
				outcome: 'unknown',
				evidence: 'read',
				answer: 'Cannot tell: no text says what was denied, and to which principal.',
				details: ['Paste the whole message, with --error or --error-file.'],
			}
		: {
				outcome: 'ok',
				evidence: 'evaluated',
				answer: `No policy of role ${visible.permissions.role.name} that sfn-fix can read denies it.`,
			};
