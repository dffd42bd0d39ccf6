import {accountId, functionArn, region} from './names.ts';

/** States in the order in which they run: each leads to the next, the last ends. */
export function inOrder(states: Record<string, object>): string {
	const names = Object.keys(states);
	const linked = Object.entries(states).map(([name, state], index) => {
		const next = names[index + 1];
		const leads = 'Choices' in state || 'Next' in state || 'End' in state;

		return [name, leads ? state : {...state, ...(next ? {Next: next} : {End: true})}];
	});

	return definition(names[0] ?? '', Object.fromEntries(linked));
}

export const definition = (startAt: string, states: object, rest: object = {}): string =>
	JSON.stringify({...rest, StartAt: startAt, States: states}, null, 2);

export const task = (resource: string, parameters: object, rest: object = {}) => ({
	Type: 'Task',
	Resource: `arn:aws:states:::${resource}`,
	Parameters: parameters,
	...rest,
});

/** Calls the function with the state's input; goes on with what it answers. */
export const invoke = (name: string, rest: object = {}) =>
	task(
		'lambda:invoke',
		{FunctionName: functionArn(name), 'Payload.$': '$'},
		{OutputPath: '$.Payload', ...rest},
	);

export const topicArn = (name: string): string => `arn:aws:sns:${region}:${accountId}:${name}`;
export const queueUrl = (name: string): string =>
	`https://sqs.${region}.amazonaws.com/${accountId}/${name}`;
export const queueArn = (name: string): string => `arn:aws:sqs:${region}:${accountId}:${name}`;
export const tableArn = (name: string): string =>
	`arn:aws:dynamodb:${region}:${accountId}:table/${name}`;
export const ruleArn = (name: string): string =>
	`arn:aws:events:${region}:${accountId}:rule/${name}`;
export const ecsArn = (rest: string): string => `arn:aws:ecs:${region}:${accountId}:${rest}`;
