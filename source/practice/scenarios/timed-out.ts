import {functionArn, minutes, seconds} from './build/names.ts';
import {invokeFunctions} from './build/policies.ts';
import {inOrder, invoke} from './build/states.ts';
import {workflowScenario} from './build/workflow.ts';

const name = 'catalogue-rebuild';
const functions = ['catalogue-rebuild-index', 'catalogue-rebuild-publish'];

const definition = inOrder({
	'Build index': invoke('catalogue-rebuild-index', {TimeoutSeconds: 10}),
	'Publish index': invoke('catalogue-rebuild-publish'),
});

export const timedOut = workflowScenario({
	id: 'timed-out',
	story: 'The catalog has grown, and building its index takes longer than it used to.',
	name,
	definition,
	policies: {'invoke-functions': invokeFunctions(...functions)},
	runs: [{input: {full: true}, ago: minutes(15)}],
	around: () => ({
		taskOutcomes: [
			{
				of: functionArn('catalogue-rebuild-index'),
				duration: seconds(14),
				failure: null,
				result: null,
			},
		],
	}),
});
