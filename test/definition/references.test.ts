import {expect, test} from 'vitest';
import {parseDefinition} from '../../source/definition/parse-definition.ts';
import {referencesOf} from '../../source/definition/references.ts';
import {walkStates} from '../../source/definition/walk-states.ts';

const referencesIn = (state: object) => {
	const [found] = walkStates(parseDefinition(JSON.stringify({States: {A: state}})));
	return found ? referencesOf(found) : null;
};

const functionArn = 'arn:aws:lambda:eu-west-1:123456789012:function:pay';

test.each([
	[{Resource: functionArn}, [{kind: 'function', name: functionArn}]],
	[
		{Resource: 'arn:aws:states:eu-west-1:123456789012:activity:pack'},
		[{kind: 'activity', name: 'arn:aws:states:eu-west-1:123456789012:activity:pack'}],
	],
	[
		{
			Resource: 'arn:aws:states:::ecs:runTask.sync',
			Parameters: {TaskDefinition: 'renderer:7', 'Cluster.$': '$.cluster'},
		},
		[
			{kind: 'task-definition', name: 'renderer:7'},
			{kind: 'cluster', name: null},
		],
	],
	[
		{
			Resource: 'arn:aws:states:::aws-sdk:dynamodb:getItem',
			Parameters: {TableName: 'orders'},
		},
		[{kind: 'table', name: 'orders'}],
	],
	[{Resource: 'arn:aws:states:::http:invoke', Parameters: {}}, []],
])('%j names %j', (state, expected) => {
	expect(referencesIn({Type: 'Task', ...state})).toEqual(expected);
});

test('a state that calls nothing names nothing', () => {
	expect(referencesIn({Type: 'Pass'})).toEqual([]);
});
