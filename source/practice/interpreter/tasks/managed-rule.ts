import {integrationFor} from '../../../definition/integrations.ts';
import {DefinitionSyntaxError, parseDefinition} from '../../../definition/parse-definition.ts';
import {integrationNamed} from '../../../definition/task-resource.ts';
import {walkStates} from '../../../definition/walk-states.ts';
import {AwsError} from '../../aws-error.ts';
import type {OperationContext} from '../../service.ts';
import type {AccountState, StateMachineState} from '../../state.ts';
import {type Asked, may} from './refusal.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html */
export const managedRuleAsked = (
	rule: string,
	{partition, region, accountId}: AccountState,
): Asked[] =>
	['events:PutTargets', 'events:PutRule', 'events:DescribeRule'].map(action => ({
		action,
		resource: `arn:${partition}:events:${region}:${accountId}:rule/${rule}`,
	}));

/**
 * Creating or updating a state machine sets up the EventBridge rules of its `.sync` tasks, as the
 * state machine's role. One refusal for all three actions, which does not name the rule.
 */
export function checkManagedRules(
	{definition, roleArn}: StateMachineState,
	{state, now}: OperationContext,
): void {
	const actor = {state, roleArn, session: 'StepFunctions', now: now()};
	const asked = rulesOf(definition).flatMap(rule => managedRuleAsked(rule, state));

	if (!asked.every(each => may(each, actor))) {
		throw new AwsError(
			'AccessDeniedException',
			`'${roleArn}' is not authorized to create managed-rule.`,
		);
	}
}

function rulesOf(definition: string): string[] {
	try {
		return walkStates(parseDefinition(definition)).flatMap(
			state => integrationFor(integrationNamed(state) ?? '')?.managedRule?.name ?? [],
		);
	} catch (error) {
		if (error instanceof DefinitionSyntaxError) {
			return [];
		}

		throw error;
	}
}
