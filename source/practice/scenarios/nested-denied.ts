import {hours, stateMachineArn} from './build/names.ts';
import {policy} from './build/policies.ts';
import {role, stateMachine} from './build/resources.ts';
import {executionArnOf} from './build/runs.ts';
import {allows, managedRule} from './build/statements.ts';
import {inOrder, tableArn, task} from './build/states.ts';
import {workflowScenario} from './build/workflow.ts';

const name = 'order-intake';
const middle = 'order-billing';
const inner = 'card-charge';
const ago = hours(1);

const starts = (child: string, version: string) =>
	inOrder({
		[`Start ${child}`]: task(`states:startExecution.sync${version}`, {
			StateMachineArn: stateMachineArn(child),
			Input: {
				'order.$': '$.order',
				'AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID.$': '$$.Execution.Id',
			},
		}),
	});

const canStart = (child: string): Record<string, string> => ({
	'start-child': policy(
		allows('states:StartExecution', stateMachineArn(child)),
		allows(
			['states:DescribeExecution', 'states:StopExecution'],
			`${stateMachineArn(child).replace(':stateMachine:', ':execution:')}:*`,
		),
		managedRule('StepFunctionsGetEventsForStepFunctionsExecutionRule'),
	),
});

const charge = inOrder({
	'Record charge': task('dynamodb:putItem', {
		TableName: 'charges',
		Item: {order: {'S.$': '$.order'}},
	}),
});

export const nestedDenied = workflowScenario({
	id: 'nested-denied',
	story: 'Three state machines start one another. Only the innermost does any work.',
	executionArn: executionArnOf(name, ago),
	name,
	definition: starts(middle, ':2'),
	policies: canStart(middle),
	runs: [{input: {order: 'o-3310'}, ago}],
	around: now => ({
		stateMachines: [
			stateMachine(now, middle, {definition: starts(inner, '')}),
			stateMachine(now, inner, {definition: charge}),
		],
		roles: [
			role(now, `${middle}-role`, {inlinePolicies: canStart(inner)}),
			role(now, `${inner}-role`, {
				inlinePolicies: {table: policy(allows('dynamodb:GetItem', tableArn('charges')))},
			}),
		],
	}),
});
