import {ruleArn} from './states.ts';

/** One Allow; `sid` and conditions where they help the reader. */
export const allows = (
	actions: string | string[],
	resources: string | string[],
	rest: object = {},
): object => ({Effect: 'Allow', Action: actions, Resource: resources, ...rest});

/** https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html */
export const managedRule = (name: string): object =>
	allows(['events:PutTargets', 'events:PutRule', 'events:DescribeRule'], ruleArn(name));
