import {fillStatement} from './fill-statement.ts';
import type {FillContext} from './fill-template.ts';
import type {Integration} from './integrations.ts';
import type {Need, NeededStatement, PassedRole} from './need.ts';
import {passRoleStatement} from './pass-role.ts';

/** Whose need it is: a state's name and path, or a feature's name and an empty path. */
export type NeedOwner = {state: string; path: string};

/** An integration's documented statements with this state's own values in them. */
export function needFromIntegration(
	integration: Integration,
	{state, path}: NeedOwner,
	context: FillContext,
	passedRoles: PassedRole[] = [],
): Need {
	const filled = integration.statements.map((statement, index) =>
		fillStatement(statement, context, index === 0 ? integration.whenDynamic : undefined),
	);
	const rule = managedRuleStatement(integration, context);

	return {
		state,
		path,
		integration: integration.resource,
		statements: [
			...filled.flatMap(({statement}) => statement ?? []),
			...passedRoles.flatMap(role => passRoleStatement(role) ?? []),
			...(rule ? [rule] : []),
		],
		passedRoles,
		managedRule: integration.managedRule?.name ?? null,
		unknowns: unique([
			...filled.flatMap(({unknowns}) => unknowns),
			...passedRoles.flatMap(({unknown}) => unknown ?? []),
		]),
		confidence: integration.confidence,
	};
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html */
function managedRuleStatement(
	{managedRule}: Integration,
	{place: {partition, region, accountId}}: FillContext,
): NeededStatement | null {
	if (!managedRule) {
		return null;
	}

	return {
		actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
		resources: [`arn:${partition}:events:${region}:${accountId}:rule/${managedRule.name}`],
		...(managedRule.when && {when: managedRule.when}),
	};
}

const unique = (texts: string[]) => [...new Set(texts)];
