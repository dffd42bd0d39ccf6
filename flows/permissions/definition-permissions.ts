import {shellQuote} from '../../source/aws/shell-quote.ts';
import type {Answer, Check, CheckContext} from '../../source/diagnosis/check.ts';
import {subjectRolePermissions} from '../common/role-permissions.ts';
import {judgeNeeds} from './judge-needs.ts';
import {type LiveNeed, machineNeeds} from './machine-needs.ts';
import {needLines} from './need-lines.ts';
import {needsAnswer} from './needs-answer.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html */
export const definitionPermissions: Check = {
	id: 'definition-permissions',
	title: 'May the role do all that the definition asks of it?',
	decisive: true,
	appliesTo: ({stateMachineArn}) => stateMachineArn !== null,
	command: ({stateMachineArn, region}) =>
		`aws stepfunctions describe-state-machine --state-machine-arn ${shellQuote(stateMachineArn ?? '')} --query definition --output text --region ${region}`,

	async run(context) {
		return askedOf(await machineNeeds(context), context);
	},
};

/** Logging has checks of its own, which know the resource policies as well. */
const judgedElsewhere = 'feature:logging';

/** Whether the role may do what these states and features need. */
export async function askedOf(all: readonly LiveNeed[], context: CheckContext): Promise<Answer> {
	const permissions = await subjectRolePermissions(context);
	const needs = all.filter(({integration}) => integration !== judgedElsewhere);
	const judged = judgeNeeds(needs, permissions, context);

	return needsAnswer(
		{
			permissions,
			judged,
			unknown: needs
				.filter(isUnknown)
				.map(({state, unknowns}) => `${state}: ${unknowns.join('; ')}.`),
			healthy:
				needs.length === 0
					? 'no state calls a service.'
					: `role ${permissions.role.name} may do all that ${countOf(needs)}.`,
			remedy: {
				id: 'grant-definition-permissions',
				title: `Give role ${permissions.role.name} all that its states lack`,
			},
			details: needs.flatMap(need => needLines(need, judged)),
		},
		context,
	);
}

/** Where a part of what a state needs cannot be named at all; a wide resource that is allowed is no doubt. */
const isUnknown = ({statements, passedRoles, unknowns}: LiveNeed): boolean =>
	unknowns.length > 0 &&
	(statements.length === 0 || passedRoles.some(({roleArn}) => roleArn === null));

const countOf = (needs: readonly LiveNeed[]): string => {
	const count = new Set(needs.map(({path, state}) => path || state)).size;
	return count === 1
		? 'its one calling state needs'
		: `its ${count} calling states and features need`;
};
