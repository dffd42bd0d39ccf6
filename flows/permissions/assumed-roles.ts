import {ifRefused} from '../../source/account/if-refused.ts';
import {nameOfArn, parseArn} from '../../source/aws/arn.ts';
import {
	type Check,
	type StateMachineContext,
	stateMachineCheck,
} from '../../source/diagnosis/check.ts';
import type {Request} from '../../source/diagnosis/remedy.ts';
import {evaluateResourcePolicies} from '../../source/policy/evaluate.ts';
import {parsePolicy} from '../../source/policy/parse.ts';
import {listOf} from '../../source/text.ts';
import {simulate, withRole} from '../common/find-out.ts';
import {
	type RolePermissions,
	roleRequestContext,
	subjectRolePermissions,
} from '../common/role-permissions.ts';
import {judgeNeeds} from './judge-needs.ts';
import {type LiveNeed, machineNeeds} from './machine-needs.ts';
import {needsAnswer} from './needs-answer.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-access-cross-acct-resources.html */
export const check: Check = stateMachineCheck({
	id: 'assumed-roles',
	title: 'The role can assume every role its states name in Credentials',
	decisive: true,
	findOut: subject => withRole(subject, ({arn}) => [simulate(arn, ['sts:AssumeRole'])]),

	async run(context) {
		const needs = (await machineNeeds(context)).filter(
			({integration}) => integration === 'feature:credentials',
		);

		if (needs.length === 0) {
			return null;
		}

		const permissions = await subjectRolePermissions(context);
		const roles = [...new Set(needs.flatMap(rolesOf))];
		const answer = await needsAnswer(
			{
				permissions,
				judged: await judgeNeeds(needs, permissions, context),
				unknown: needs
					.filter(({statements}) => statements.length === 0)
					.map(({state, unknowns}) => `${state}: ${unknowns.join('; ')}.`),
				healthy: `Role ${permissions.role.name} can assume ${roles.join(', ')}.`,
				remedy: {
					id: 'grant-assume-role',
					title: `Allow role ${permissions.role.name} to assume ${roles.join(', ')}`,
				},
				details: needs.flatMap(need => rolesOf(need).map(role => `${need.state}: ${role}`)),
			},
			context,
		);
		const others = await Promise.all(roles.map(role => otherSide(role, permissions, context)));
		const distrusting = rolesThat('distrusts', others);
		const undecided = rolesThat('unknown', others);
		const isSettled = answer.outcome === 'problem' || answer.outcome === 'unknown';
		const requests = [
			...(answer.requests ?? []),
			...distrusting.map(role => trustRequest(role, permissions.role.arn)),
		];

		return distrusting.length > 0 && answer.outcome !== 'problem'
			? {
					outcome: 'problem',
					evidence: answer.evidence,
					answer: `The trust policy of ${listOf(distrusting)} does not allow role ${permissions.role.name} to assume it.`,
					details: answer.details ?? [],
					requests,
				}
			: undecided.length > 0 && !isSettled
				? {
						outcome: 'unknown',
						evidence: answer.evidence,
						answer: undecidedWords(undecided),
						details: answer.details ?? [],
						requests,
					}
				: {...answer, requests};
	},
});

type OtherSide = {roleArn: string; trust: 'trusts' | 'distrusts' | 'unknown'};

const rolesThat = (trust: OtherSide['trust'], others: readonly OtherSide[]): string[] =>
	others.filter(other => other.trust === trust).map(({roleArn}) => roleArn);

export const rolesOf = ({statements}: LiveNeed): string[] =>
	statements.flatMap(({resources}) => resources);

/** Both sides have to agree: the role, where it is one of this account that can be read and does not trust ours. */
export async function otherSide(
	roleArn: string,
	{role: own}: RolePermissions,
	{subject, reads, now, openParts}: StateMachineContext,
): Promise<OtherSide> {
	if (roleArn.includes('*')) {
		return {roleArn, trust: 'unknown'};
	}

	// A role of another account shows its trust policy to that account alone.
	if (parseArn(roleArn)?.accountId !== subject.accountId) {
		return {roleArn, trust: openParts === undefined ? 'unknown' : 'trusts'};
	}

	const role = await reads.role(nameOfArn(roleArn)).catch(ifRefused(null));
	const decision =
		role &&
		evaluateResourcePolicies(
			{
				principal: {kind: 'aws', arn: own.arn, accountId: subject.accountId},
				action: 'sts:AssumeRole',
				resource: role.arn,
				context: {
					...roleRequestContext(
						own,
						{action: 'sts:AssumeRole', resource: role.arn},
						{subject, now, ...(openParts && {openParts})},
					),
					'sts:ExternalId': {known: [subject.stateMachineArn]},
				},
				openParts,
			},
			[{name: 'trust policy', document: parsePolicy(role.trustPolicy)}],
		);

	const trust =
		decision === null || decision.answer === 'depends'
			? 'unknown'
			: decision.answer === 'allowed'
				? 'trusts'
				: 'distrusts';

	return {roleArn, trust};
}

const undecidedWords = (roles: readonly string[]): string =>
	roles.some(role => role.includes('*'))
		? 'Cannot tell whether the role in Credentials trusts this role: which one it is, is known only when the state runs.'
		: `Cannot tell whether ${listOf(roles)} can be assumed: its trust policy depends on conditions that cannot be evaluated here, or could not be read.`;

export const trustRequest = (roleArn: string, own: string): Request => ({
	to: `the owner of ${roleArn}`,
	text: `The trust policy of ${roleArn} must allow sts:AssumeRole to ${own}, with a statement such as ${JSON.stringify({Effect: 'Allow', Principal: {AWS: own}, Action: 'sts:AssumeRole'})}.`,
});
