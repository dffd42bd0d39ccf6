import type {Check} from '../../source/diagnosis/check.ts';
import {subjectRolePermissions} from '../common/role-permissions.ts';
import {roleArnWord} from '../common/subject-role.ts';
import {judgeNeeds} from './judge-needs.ts';
import {type LiveNeed, machineNeeds} from './machine-needs.ts';
import {needLines} from './need-lines.ts';
import {needsAnswer} from './needs-answer.ts';

const actions = ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'];

/**
The refusal names neither the rule nor the actions.
https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-sync
*/
export const managedRules: Check = {
	id: 'managed-rules',
	title: 'May the role make the EventBridge rules of its .sync states, and follow their work?',
	decisive: true,
	command: subject =>
		`aws iam simulate-principal-policy --policy-source-arn ${roleArnWord(subject)} --action-names ${actions.join(' ')} --resource-arns arn:${subject.partition}:events:${subject.region}:${subject.accountId}:rule/StepFunctionsGetEventsForECSTaskRule --query 'EvaluationResults[].[EvalActionName,EvalDecision]' --output table`,

	async run(context) {
		const permissions = await subjectRolePermissions(context);

		if (context.subject.stateMachineArn === null) {
			return {
				outcome: 'unknown',
				evidence: 'read',
				answer:
					'Not known: which rules are wanted is told by the .sync states of the definition, and there is no state machine to read it from.',
				details: [
					`The role ${permissions.role.name} needs ${actions.join(', ')} on arn:${context.subject.partition}:events:${context.subject.region}:${context.subject.accountId}:rule/<rule> for each: ECS StepFunctionsGetEventsForECSTaskRule, Batch StepFunctionsGetEventsForBatchJobsRule, nested state machines StepFunctionsGetEventsForStepFunctionsExecutionRule.`,
				],
			};
		}

		const needs = (await machineNeeds(context)).filter(({managedRule}) => managedRule !== null);
		const withRules = needs.map(need => withRule(need, context.subject.facts.action === null));
		const judged = judgeNeeds(withRules, permissions, context);

		return needsAnswer(
			{
				permissions,
				judged,
				unknown: [],
				healthy:
					needs.length === 0
						? 'no state of the definition waits through a managed rule.'
						: `role ${permissions.role.name} may make ${[...new Set(needs.map(({managedRule}) => managedRule))].join(', ')}, and follow the work.`,
				remedy: {
					id: 'grant-managed-rules',
					title: `Let role ${permissions.role.name} make the managed rules of its .sync states, and follow their work`,
				},
				details: [
					...needs.map(
						({state, integration, managedRule}) => `${state} (${integration}): rule ${managedRule}`,
					),
					...withRules.flatMap(need => needLines(need, judged)),
				],
			},
			context,
		);
	},
};

/** Where the refusal is about a managed rule, one that is asked for "if the message asks for it" is wanted. */
const withRule = (need: LiveNeed, isAsked: boolean): LiveNeed => ({
	...need,
	statements: need.statements.map(({when, ...statement}) =>
		when === undefined || (isAsked && isOfRule(statement, need)) ? statement : {...statement, when},
	),
});

const isOfRule = ({resources}: {resources: string[]}, {managedRule}: LiveNeed): boolean =>
	resources.some(resource => resource.endsWith(`:rule/${managedRule}`));
