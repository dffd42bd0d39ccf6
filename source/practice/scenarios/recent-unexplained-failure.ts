import {hours, minutes} from './build/names.ts';
import {invokeFunctions} from './build/policies.ts';
import {inOrder, invoke} from './build/states.ts';
import {workflowScenario} from './build/workflow.ts';

const name = 'inventory-close';

const definition = inOrder({
	'Count stock': invoke('inventory-count'),
	'Is it even': {
		Type: 'Choice',
		Choices: [{Variable: '$.difference', NumericEquals: 0, Next: 'Close month'}],
		Default: 'Inventory differs',
	},
	'Close month': invoke('inventory-close', {End: true}),
	'Inventory differs': {Type: 'Fail', Error: 'InventoryMismatch', Cause: 'Ask the warehouse'},
});

export const recentUnexplainedFailure = workflowScenario({
	id: 'recent-unexplained-failure',
	story: 'Nobody changed the role or the limits.',
	name,
	definition,
	policies: {'invoke-functions': invokeFunctions('inventory-count', 'inventory-close')},
	runs: [
		{input: {difference: 0}, ago: hours(26)},
		{input: {difference: 3}, ago: minutes(4)},
	],
});
