import {hours, minutes} from './build/names.ts';
import {invokeFunctions} from './build/policies.ts';
import {executionArnOf} from './build/runs.ts';
import {inOrder, invoke} from './build/states.ts';
import {workflowScenario} from './build/workflow.ts';

const name = 'tax-filing';
const ago = hours(6);

const definition = inOrder({
	'Collect sums': invoke('tax-filing-collect'),
	'File return': invoke('tax-filing-file'),
});

export const redrivenAndFailedAgain = workflowScenario({
	id: 'redriven-and-failed-again',
	story: 'Someone redrove the execution. It failed again in the same state.',
	executionArn: executionArnOf(name, ago),
	name,
	definition,
	policies: {'invoke-functions': invokeFunctions('tax-filing-collect')},
	runs: [{input: {quarter: '2026-Q1'}, ago, redrivenAgo: minutes(25)}],
});
