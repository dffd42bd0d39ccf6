import {functionArn, minutes, seconds} from './build/names.ts';
import {invokeFunctions} from './build/policies.ts';
import {inOrder, invoke} from './build/states.ts';
import {functionStream, requestIdOf, taskLogGroup, textInvocation} from './build/task-logs.ts';
import {workflowScenario} from './build/workflow.ts';

const name = 'catalog-rebuild';
const functions = ['catalog-rebuild-index', 'catalog-rebuild-publish'];

const definition = inOrder({
	'Build index': invoke('catalog-rebuild-index', {TimeoutSeconds: 10}),
	'Publish index': invoke('catalog-rebuild-publish'),
});

const ago = minutes(15);
const [index = ''] = functions;

/** It goes on after Step Functions has given up. */
const logged = (start: number) => ({
	name: functionStream(index, start),
	start,
	lines: textInvocation(
		requestIdOf(index),
		['reading 48,200 products', 'page 30 of 48', 'page 48 of 48'],
		{duration: seconds(14), memory: 122},
	),
});

export const timedOut = workflowScenario({
	id: 'timed-out',
	story: 'The catalog has grown, and building its index takes longer than it used to.',
	name,
	definition,
	policies: {'invoke-functions': invokeFunctions(...functions)},
	runs: [{input: {full: true}, ago}],
	around: now => ({
		logGroups: [taskLogGroup(now, `/aws/lambda/${index}`, [logged(now - ago + 100)])],
		taskOutcomes: [
			{
				of: functionArn(index),
				duration: seconds(14),
				failure: null,
				result: null,
			},
		],
	}),
});
