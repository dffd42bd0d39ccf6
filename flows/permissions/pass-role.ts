import {shellQuote} from '../../source/aws/shell-quote.ts';
import type {PassedRole} from '../../source/definition/need.ts';
import {passRoleStatement} from '../../source/definition/pass-role.ts';
import type {Check, CheckContext} from '../../source/diagnosis/check.ts';
import {listOf} from '../../source/text.ts';
import {subjectRolePermissions} from '../common/role-permissions.ts';
import {roleArnWord} from '../common/subject-role.ts';
import {type HandedOver, handedOver, reportedRole} from './handed-over-roles.ts';
import {judgeNeeds} from './judge-needs.ts';
import type {LiveNeed} from './machine-needs.ts';
import {needsAnswer} from './needs-answer.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
export const passRole: Check = {
	id: 'pass-role',
	title: 'May the state machine role pass on each role that its states hand over?',
	decisive: true,
	command: subject =>
		`aws iam simulate-principal-policy --policy-source-arn ${roleArnWord(subject)} --action-names iam:PassRole --resource-arns ${shellQuote(subject.facts.resource ?? '<role ARN>')} --context-entries ContextKeyName=iam:PassedToService,ContextKeyType=string,ContextKeyValues=ecs-tasks.amazonaws.com --query 'EvaluationResults[].[EvalResourceName,EvalDecision]' --output table`,

	async run(context) {
		const {needs, unread} = await handedOver(context);
		const permissions = await subjectRolePermissions(context);
		const wanted = [...needs, ...(await reportedNeed(needs, context))];
		const roles = wanted.flatMap(({passedRoles}) => passedRoles.filter(({roleArn}) => roleArn));
		const reported = wanted.length > needs.length || isAmong(context, roles);
		const judged = judgeNeeds(
			wanted.map(need => onlyPassing(need, context.subject.facts.resource)),
			permissions,
			context,
		);

		return needsAnswer(
			{
				permissions,
				judged,
				// The error tells of the role that was refused, which is one more reason to ask for the others.
				unknown: unread.map(each => `${each.state}: ${each.why}.`),
				healthy:
					roles.length === 0
						? 'no state hands over a role.'
						: `role ${permissions.role.name} may pass on ${namesOf(roles)}.`,
				remedy: {
					id: 'grant-pass-role',
					title: `Let role ${permissions.role.name} pass on ${namesOf(roles)}`,
				},
				details: [
					...wanted.flatMap(roleWords),
					...(reported ? [] : notAmongWords(context)),
					...(await inUseWords(unread, context)),
				],
			},
			context,
		);
	},
};

/** The role that the text names, where no state is known to hand it over. */
async function reportedNeed(
	needs: readonly LiveNeed[],
	context: CheckContext,
): Promise<LiveNeed[]> {
	const roles = needs.flatMap(({passedRoles}) => passedRoles);
	const reported = isAmong(context, roles) ? null : await reportedRole(needs, context);
	return reported === null ? [] : [reported];
}

const isAmong = ({subject}: CheckContext, roles: readonly PassedRole[]): boolean =>
	roles.some(({roleArn}) => roleArn !== null && roleArn === subject.facts.resource);

const notAmongWords = ({subject: {facts}}: CheckContext): string[] =>
	facts.action === 'iam:PassRole' && facts.resource !== null
		? [
				`The text speaks of ${facts.resource}, which no state hands over as the definition stands: it may have changed since, or belong to another state machine.`,
			]
		: [];

/** What AWS refused it asks for: then nothing about it is inferred. */
const onlyPassing = (need: LiveNeed, refused: string | null): LiveNeed => ({
	...need,
	statements: need.passedRoles.flatMap(
		role => passRoleStatement({...role, inferred: role.inferred && role.roleArn !== refused}) ?? [],
	),
});

const namesOf = (roles: readonly PassedRole[]): string =>
	listOf([
		...new Set(roles.map(({roleArn}) => roleArn?.slice(roleArn.lastIndexOf('/') + 1) ?? '')),
	]);

const roleWords = ({state, passedRoles}: LiveNeed): string[] =>
	passedRoles
		.filter(({roleArn}) => roleArn !== null)
		.map(
			({parameter, roleArn, passedToService}) =>
				`${state}: ${roleArn} to ${passedToService ?? 'a service that AWS does not name'} (${parameter})`,
		);

/** Where a task definition is computed, the person may know which of these it is. */
async function inUseWords(unread: HandedOver['unread'], {reads}: CheckContext): Promise<string[]> {
	if (!unread.some(({computed}) => computed)) {
		return [];
	}

	const families = await reads.listTaskDefinitionFamilies().catch(() => []);
	const shown = families.slice(0, 20).join(', ');

	return families.length === 0
		? []
		: [
				`Which task definition is it? In use are ${shown}${families.length > 20 ? ` and ${families.length - 20} more` : ''}. Its roles: aws ecs describe-task-definition --task-definition <family> --query 'taskDefinition.[executionRoleArn,taskRoleArn]'`,
			];
}
