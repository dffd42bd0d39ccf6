import type {Frame} from './run.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
export function contextObject({run, name, item}: Frame): Record<string, unknown> {
	const {execution, machine, attempt, now} = run;

	return {
		Execution: {
			Id: execution.arn,
			Input: JSON.parse(execution.input),
			Name: execution.name,
			RoleArn: attempt.roleArn,
			StartTime: new Date(execution.startedAt).toISOString(),
			RedriveCount: execution.redriveCount,
		},
		State: {Name: name, EnteredTime: new Date(now).toISOString(), RetryCount: 0},
		StateMachine: {Id: machine.arn, Name: machine.name},
		Task: {Token: Buffer.from(`${execution.arn} ${name}`).toString('base64')},
		...(item && {Map: {Item: {Index: item.index, Value: item.value}}}),
	};
}
