import type {CheckContext} from '../../source/diagnosis/check.ts';
import {
	type Decision,
	evaluateIdentityPolicies,
	type NamedPolicy,
	type StatementRef,
} from '../../source/policy/evaluate.ts';
import {deliverySetUpActions, logWritingActions} from './log-delivery-actions.ts';
import {streamsArn} from './log-group-arn.ts';
import {type RolePermissions, roleRequestContext} from './role-permissions.ts';
import {wantedLogGroupArn} from './subject-log-group.ts';

export type JudgedAction = {action: string; decision: Decision; boundaryLacks: boolean};

const everything: NamedPolicy = {
	name: 'everything',
	document: {Statement: [{Effect: 'Allow', Action: ['*'], Resource: ['*']}]},
};

/** The ten actions, each judged by the role's policies and, apart from them, by its boundary. */
export async function judgeLogActions(
	permissions: RolePermissions,
	context: CheckContext,
): Promise<JudgedAction[]> {
	const logGroupArn = await wantedLogGroupArn(context);
	const streams = logGroupArn === null ? '*' : streamsArn(logGroupArn);
	const judge = (action: string, resource: string) =>
		judgeAction(action, resource, permissions, context);

	return [
		...deliverySetUpActions.map(action => judge(action, '*')),
		...logWritingActions.map(action => judge(action, streams)),
	];
}

function judgeAction(
	action: string,
	resource: string,
	{role, policies, boundary}: RolePermissions,
	context: CheckContext,
): JudgedAction {
	const request = {
		principal: {kind: 'aws', arn: role.arn, accountId: context.subject.accountId} as const,
		action,
		resource,
		context: roleRequestContext(role, context),
	};
	const underBoundary = evaluateIdentityPolicies(request, {policies: [everything], boundary});
	const byPolicies = evaluateIdentityPolicies(request, {policies, boundary: null});
	const together = evaluateIdentityPolicies(request, {policies, boundary});
	const boundaryLacks = underBoundary.answer === 'not-allowed';

	if (boundaryLacks || byPolicies.answer === 'not-allowed') {
		const denied = [together, underBoundary].find(({answer}) => answer === 'explicitly-denied');
		return {action, decision: denied ?? byPolicies, boundaryLacks};
	}

	return {action, decision: together, boundaryLacks};
}

export const actionsWith = (
	judged: readonly JudgedAction[],
	answer: Decision['answer'],
): string[] => judged.filter(({decision}) => decision.answer === answer).map(({action}) => action);

/** Each statement once. */
export function statementsOf(
	judged: readonly JudgedAction[],
	answer: 'explicitly-denied' | 'depends' | 'allowed',
): StatementRef[] {
	const refs = judged.flatMap(({decision}) => (decision.answer === answer ? decision.by : []));
	return [...new Map(refs.map(ref => [JSON.stringify(ref), ref])).values()];
}
