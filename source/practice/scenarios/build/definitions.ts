import {functionArn} from './names.ts';

/** Two functions, one after the other, with the usual retries. */
export function definitionOf(name: string): string {
	const task = (suffix: string, rest: object) => ({
		Type: 'Task',
		Resource: 'arn:aws:states:::lambda:invoke',
		Parameters: {FunctionName: functionArn(`${name}-${suffix}`), 'Payload.$': '$'},
		Retry: [
			{
				ErrorEquals: ['Lambda.ServiceException', 'Lambda.TooManyRequestsException'],
				IntervalSeconds: 2,
				MaxAttempts: 6,
				BackoffRate: 2,
			},
		],
		...rest,
	});

	return JSON.stringify(
		{
			Comment: `The ${name} workflow`,
			StartAt: 'Prepare',
			States: {
				Prepare: task('prepare', {Next: 'Complete'}),
				Complete: task('complete', {End: true}),
			},
		},
		null,
		2,
	);
}

export const functionsOf = (name: string): string[] => [`${name}-prepare`, `${name}-complete`];
