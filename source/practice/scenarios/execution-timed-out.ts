import {functionArn, hours, minutes} from './build/names.ts';
import {invokeFunctions} from './build/policies.ts';
import {executionArnOf} from './build/runs.ts';
import {definition as definitionOf, invoke} from './build/states.ts';
import {workflowScenario} from './build/workflow.ts';

const name = 'archive-compaction';
const ago = hours(3);

const definition = definitionOf(
	'List archives',
	{
		'List archives': invoke('archive-list', {Next: 'Compact archives'}),
		'Compact archives': invoke('archive-compact', {End: true}),
	},
	{TimeoutSeconds: 300},
);

export const executionTimedOut = workflowScenario({
	id: 'execution-timed-out',
	story: 'Compacting the archives takes longer every month.',
	executionArn: executionArnOf(name, ago),
	name,
	definition,
	policies: {'invoke-functions': invokeFunctions('archive-list', 'archive-compact')},
	runs: [{input: {month: '2026-02'}, ago}],
	around: () => ({
		taskOutcomes: [
			{of: functionArn('archive-compact'), duration: minutes(10), failure: null, result: null},
		],
	}),
});
