import {formatArn} from '../../source/aws/arn.ts';
import type {Check} from '../../source/diagnosis/check.ts';
import type {Subject} from '../../source/diagnosis/subject.ts';
import {simulate, withRole} from '../common/find-out.ts';
import {subjectRolePermissions} from '../common/role-permissions.ts';
import {judgeNeeds} from './judge-needs.ts';
import {type LiveNeed, machineNeeds} from './machine-needs.ts';
import {needDetails} from './need-details.ts';
import {needsAnswer} from './needs-answer.ts';

const actions = ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'];

const ruleArn = (name: string, {partition, region, accountId}: Subject): string =>
	formatArn({partition, service: 'events', region, accountId, resource: `rule/${name}`});

/**
 * The error names neither the rule nor the actions.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-sync
 */
export const check: Check = {
	id: 'managed-rules',
	title: 'The role can create the EventBridge rules of its .sync states, and follow their jobs',
	decisive: true,
	findOut: subject =>
		withRole(subject, ({arn}) => [
			simulate(arn, actions, [ruleArn('StepFunctionsGetEvents*', subject)]),
		]),

	async run(context) {
		const permissions = await subjectRolePermissions(context);

		if (context.subject.kind === 'not-created') {
			return {
				outcome: 'unknown',
				evidence: 'read',
				answer:
					'Cannot tell: the .sync states of the definition say which rules are needed, and the state machine does not exist yet.',
				details: [
					`The role ${permissions.role.name} needs ${actions.join(', ')} on the rule of each integration: ${ruleArn('StepFunctionsGetEventsForECSTaskRule', context.subject)} for ECS, StepFunctionsGetEventsForBatchJobsRule for Batch, StepFunctionsGetEventsForStepFunctionsExecutionRule for nested state machines.`,
				],
			};
		}

		const needs = (await machineNeeds(context)).filter(({managedRule}) => managedRule !== null);
		const withRules = needs.map(need => withRule(need, context.subject.facts.action === null));
		const judged = await judgeNeeds(withRules, permissions, context);

		return needsAnswer(
			{
				permissions,
				judged,
				unknown: [],
				healthy:
					needs.length === 0
						? 'No state of the definition waits for a job through a managed rule.'
						: `Role ${permissions.role.name} can create ${[...new Set(needs.map(({managedRule}) => managedRule))].join(', ')}, and follow the jobs.`,
				remedy: {
					id: 'grant-managed-rules',
					title: `Allow role ${permissions.role.name} to create the managed rules of its .sync states and follow their jobs`,
				},
				details: [
					...needs.map(
						({state, integration, managedRule}) => `${state} (${integration}): rule ${managedRule}`,
					),
					...needDetails(withRules, judged),
				],
			},
			context,
		);
	},
};

/** Where the error is about a managed rule, one that is needed "if the message asks for it" is needed. */
const withRule = (need: LiveNeed, isAsked: boolean): LiveNeed => ({
	...need,
	statements: need.statements.map(({when, ...statement}) =>
		when === undefined || (isAsked && isOfRule(statement, need)) ? statement : {...statement, when},
	),
});

const isOfRule = ({resources}: {resources: string[]}, {managedRule}: LiveNeed): boolean =>
	resources.some(resource => resource.endsWith(`:rule/${managedRule}`));
