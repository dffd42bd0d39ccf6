import {type AuthorizationRequest, isAllowed} from './access/role.ts';
import {AwsError} from './aws-error.ts';
import {integrationIn, readDefinition, resourcesIn} from './definition/read.ts';
import {managedRuleOf} from './integrations.ts';
import type {OperationContext} from './service.ts';
import type {AccountState, StateMachineState} from './state.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html */
export const managedRuleAsked = (
	rule: string,
	{partition, region, accountId}: AccountState,
): AuthorizationRequest[] =>
	['events:PutTargets', 'events:PutRule', 'events:DescribeRule'].map(action => ({
		action,
		resource: `arn:${partition}:events:${region}:${accountId}:rule/${rule}`,
	}));

/**
 * Creating or updating a state machine sets up the EventBridge rules of its `.sync` tasks, as the state
 * machine's role. One message for all three actions; it does not name the rule.
 */
export function requireManagedRules(
	{definition, roleArn}: StateMachineState,
	{state, now}: OperationContext,
): void {
	const actor = {state, roleArn, session: 'StepFunctions', now: now()};
	const rules = resourcesIn(readDefinition(definition) ?? {}).flatMap(
		resource => managedRuleOf(integrationIn(resource) ?? '') ?? [],
	);
	const asked = rules.flatMap(rule => managedRuleAsked(rule, state));

	if (!asked.every(each => isAllowed(each, actor))) {
		throw new AwsError(
			'AccessDeniedException',
			`'${roleArn}' is not authorized to create managed-rule.`,
		);
	}
}
