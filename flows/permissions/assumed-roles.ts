import {AccountError} from '../../source/account/account-error.ts';
import {parseArn} from '../../source/aws/arn.ts';
import type {Check, CheckContext} from '../../source/diagnosis/check.ts';
import type {Request} from '../../source/diagnosis/remedy.ts';
import {evaluateResourcePolicies} from '../../source/policy/evaluate.ts';
import {parsePolicy} from '../../source/policy/parse.ts';
import {type RolePermissions, subjectRolePermissions} from '../common/role-permissions.ts';
import {roleArnWord} from '../common/subject-role.ts';
import {judgeNeeds} from './judge-needs.ts';
import {type LiveNeed, machineNeeds} from './machine-needs.ts';
import {needsAnswer} from './needs-answer.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-access-cross-acct-resources.html */
export const assumedRoles: Check = {
	id: 'assumed-roles',
	title: 'May the role take on the roles that states name in Credentials?',
	decisive: true,
	appliesTo: ({stateMachineArn}) => stateMachineArn !== null,
	command: subject =>
		`aws iam simulate-principal-policy --policy-source-arn ${roleArnWord(subject)} --action-names sts:AssumeRole --query 'EvaluationResults[].[EvalResourceName,EvalDecision]' --output table`,

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
				judged: judgeNeeds(needs, permissions, context),
				unknown: needs
					.filter(({statements}) => statements.length === 0)
					.map(({state, unknowns}) => `${state}: ${unknowns.join('; ')}.`),
				healthy: `role ${permissions.role.name} may take on ${roles.join(', ')}.`,
				remedy: {
					id: 'grant-assume-role',
					title: `Let role ${permissions.role.name} take on ${roles.join(', ')}`,
				},
				details: needs.flatMap(need => rolesOf(need).map(role => `${need.state}: ${role}`)),
			},
			context,
		);
		const requests = (
			await Promise.all(roles.map(role => otherSide(role, permissions, context)))
		).flat();

		return requests.length > 0 && answer.outcome === 'ok'
			? {
					...answer,
					outcome: 'problem',
					answer: `No: ${requests.map(({to}) => to.replace('whoever maintains ', '')).join(', ')} does not trust role ${permissions.role.name}.`,
					requests,
				}
			: {...answer, requests: [...(answer.requests ?? []), ...requests]};
	},
};

const rolesOf = ({statements}: LiveNeed): string[] =>
	statements.flatMap(({resources}) => resources);

/** Both sides have to agree: a role of this account that can be read shows whether it does. */
async function otherSide(
	roleArn: string,
	{role: own}: RolePermissions,
	{subject, reads}: CheckContext,
): Promise<Request[]> {
	if (parseArn(roleArn)?.accountId !== subject.accountId) {
		return [];
	}

	try {
		const role = await reads.role(roleArn.slice(roleArn.lastIndexOf('/') + 1));
		const decision = evaluateResourcePolicies(
			{
				principal: {kind: 'aws', arn: own.arn, accountId: subject.accountId},
				action: 'sts:AssumeRole',
				resource: role.arn,
				context: {
					'aws:PrincipalArn': {known: [own.arn]},
					...(subject.stateMachineArn && {'sts:ExternalId': {known: [subject.stateMachineArn]}}),
				},
			},
			[{name: 'trust policy', document: parsePolicy(role.trustPolicy)}],
		);

		return decision.answer === 'allowed' || decision.answer === 'depends'
			? []
			: [trustRequest(roleArn, own.arn)];
	} catch (error) {
		if (error instanceof AccountError) {
			return [];
		}

		throw error;
	}
}

const trustRequest = (roleArn: string, own: string): Request => ({
	to: `whoever maintains ${roleArn}`,
	text: `The trust policy of ${roleArn} must let ${own} perform sts:AssumeRole, with a statement such as ${JSON.stringify({Effect: 'Allow', Principal: {AWS: own}, Action: 'sts:AssumeRole'})}.`,
});
