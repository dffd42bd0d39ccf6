import {
	type Answer,
	type Check,
	type CheckContext,
	stateMachineCheck,
} from '../../source/diagnosis/check.ts';
import {describeStateMachine} from '../common/find-out.ts';
import {subjectRolePermissions} from '../common/role-permissions.ts';
import {judgeNeeds} from './judge-needs.ts';
import {type LiveNeed, machineNeeds} from './machine-needs.ts';
import {needDetails} from './need-details.ts';
import {needsAnswer} from './needs-answer.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html */
export const check: Check = stateMachineCheck({
	id: 'definition-permissions',
	title: 'The role has every permission the definition needs',
	decisive: true,
	findOut: subject => [describeStateMachine(subject, 'definition')],

	async run(context) {
		return judgedTogether(await machineNeeds(context), context);
	},
});

/** Logging has its own checks, which read the resource policies as well. */
const judgedElsewhere = 'feature:logging';

/** Whether the role is allowed what these states and features need. */
export async function judgedTogether(
	all: readonly LiveNeed[],
	context: CheckContext,
): Promise<Answer> {
	const permissions = await subjectRolePermissions(context);
	const needs = all.filter(({integration}) => integration !== judgedElsewhere);
	const judged = await judgeNeeds(needs, permissions, context);

	return needsAnswer(
		{
			permissions,
			judged,
			unknown: needs
				.filter(isUnknown)
				.map(({state, unknowns}) => `${state}: ${unknowns.join('; ')}.`),
			healthy:
				needs.length === 0
					? 'No state calls a service.'
					: `Role ${permissions.role.name} has every permission that ${countOf(needs)}.`,
			remedy: {
				id: 'grant-definition-permissions',
				title: `Add the missing permissions to role ${permissions.role.name}`,
			},
			details: needDetails(needs, judged),
		},
		context,
	);
}

/** Where what a state needs cannot be named at all; a wide resource that is allowed leaves no doubt. */
const isUnknown = ({statements, unknowns}: LiveNeed): boolean =>
	unknowns.length > 0 && statements.length === 0;

const countOf = (needs: readonly LiveNeed[]): string => {
	const count = new Set(needs.map(({path, state}) => path || state)).size;
	return count === 1
		? 'its one calling state needs'
		: `its ${count} calling states and features need`;
};
