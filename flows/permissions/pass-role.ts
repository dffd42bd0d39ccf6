import {ifRefused} from '../../source/account/if-refused.ts';
import {nameOfArn} from '../../source/aws/arn.ts';
import {option} from '../../source/aws/shell-quote.ts';
import type {PassedRole} from '../../source/definition/need.ts';
import {passRoleStatement} from '../../source/definition/pass-role.ts';
import type {Check, CheckContext} from '../../source/diagnosis/check.ts';
import type {Detail} from '../../source/diagnosis/detail.ts';
import {listOf} from '../../source/text.ts';
import {query, simulate, withRole} from '../common/find-out.ts';
import {subjectRolePermissions} from '../common/role-permissions.ts';
import {absentRole} from './absent-role.ts';
import {judgeNeeds} from './judge-needs.ts';
import type {LiveNeed} from './machine-needs.ts';
import {needsAnswer} from './needs-answer.ts';
import {type RolesPassed, reportedRole, rolesPassedByStates} from './roles-passed-by-states.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
export const check: Check = {
	id: 'pass-role',
	title: 'The role can pass every role its states use (iam:PassRole)',
	decisive: true,
	findOut: subject =>
		withRole(subject, ({arn}) => [
			simulate(
				arn,
				['iam:PassRole'],
				subject.facts.resource === null ? [] : [subject.facts.resource],
			),
		]),

	async run(context) {
		const [{needs, unread}, permissions] = await Promise.all([
			rolesPassedByStates(context),
			subjectRolePermissions(context),
		]);
		const wanted = [...needs, ...(await reportedNeed(needs, context))];
		const roles = wanted.flatMap(({passedRoles}) => passedRoles.filter(({roleArn}) => roleArn));
		const reported = wanted.length > needs.length || isAmong(context, roles);
		const judged = await judgeNeeds(
			wanted.map(need => onlyPassing(need, context.subject.facts.resource)),
			permissions,
			context,
		);

		const absent = await absentRole(judged, context);

		return needsAnswer(
			{
				permissions,
				judged,
				// The error names only the role that was denied: the others can be denied next.
				unknown: unread.map(each => `${each.state}: ${each.why}.`),
				healthy:
					roles.length === 0
						? 'No state passes a role.'
						: `Role ${permissions.role.name} can pass ${namesOf(roles)}.`,
				remedy: {
					id: 'grant-pass-role',
					title: `Allow role ${permissions.role.name} to pass ${namesOf(roles.filter(({roleArn}) => roleArn !== absent))}`,
				},
				details: [
					...wanted.flatMap(roleWords),
					...(reported ? [] : notAmongWords(context)),
					...(await inUse(unread, context)),
				],
			},
			context,
		);
	},
};

/** The role that the text names, where no state is known to pass it. */
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
				`The error mentions ${facts.resource}, which no state of the current definition passes: the definition changed since, or the error is from another state machine.`,
			]
		: [];

/** What AWS denied it requires: then nothing about it is inferred. */
const onlyPassing = (need: LiveNeed, refused: string | null): LiveNeed => ({
	...need,
	statements: need.passedRoles.flatMap(
		role => passRoleStatement({...role, inferred: role.inferred && role.roleArn !== refused}) ?? [],
	),
});

const namesOf = (roles: readonly PassedRole[]): string =>
	listOf([...new Set(roles.map(({roleArn}) => nameOfArn(roleArn ?? '')))]);

const roleWords = ({state, passedRoles}: LiveNeed): string[] =>
	passedRoles
		.filter(({roleArn}) => roleArn !== null)
		.map(
			({parameter, roleArn, passedToService}) =>
				`${state}: ${roleArn} to ${passedToService ?? 'a service that AWS does not name'} (${parameter})`,
		);

const familiesShown = 20;

/** Where a task definition is computed, the person can know which of these it is. */
async function inUse(unread: RolesPassed['unread'], {reads}: CheckContext): Promise<Detail[]> {
	const families = unread.some(({computed}) => computed)
		? await reads.listTaskDefinitionFamilies().catch(ifRefused<string[]>([]))
		: [];
	const [first] = families;

	if (first === undefined) {
		return [];
	}

	const more = families.length - familiesShown;

	return [
		`Task definition families in use: ${families.slice(0, familiesShown).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
		{
			kind: 'command',
			text: 'The roles of one of them',
			command: [
				'ecs',
				'describe-task-definition',
				...option('task-definition', first),
				...query('taskDefinition.[executionRoleArn,taskRoleArn]'),
			],
		},
	];
}
