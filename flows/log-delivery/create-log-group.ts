import type {Remedy} from '../../source/diagnosis/remedy.ts';

export const createLogGroup = (logGroupName: string): Remedy => ({
	id: 'create-log-group',
	title: `Create the log group ${logGroupName}`,
	why: 'Makes an empty log group of class STANDARD, without a retention limit and without a key of its own.',
	widens: null,
	changes: [
		{
			kind: 'log-group',
			logGroupName,
			before: null,
			after: JSON.stringify({logGroupName}),
		},
	],
});
