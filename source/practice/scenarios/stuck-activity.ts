import {accountId, days, region} from './build/names.ts';
import {invokeFunctions} from './build/policies.ts';
import {executionArnOf} from './build/runs.ts';
import {inOrder, invoke} from './build/states.ts';
import {workflowScenario} from './build/workflow.ts';

const name = 'returns-inspection';
const ago = days(2);

const definition = inOrder({
	'Register return': invoke('returns-inspection-register'),
	'Inspect by hand': {
		Type: 'Task',
		Resource: `arn:aws:states:${region}:${accountId}:activity:inspect-return`,
	},
});

export const stuckActivity = workflowScenario({
	id: 'stuck-activity',
	title: 'An execution has waited for an activity worker for two days',
	story:
		'The activity task is scheduled, and no worker polls for it. Its clock starts when a worker takes it, so even a timeout would not end it.',
	executionArn: executionArnOf(name, ago),
	name,
	definition,
	policies: {'invoke-functions': invokeFunctions('returns-inspection-register')},
	runs: [{input: {parcel: 'p-9'}, ago}],
});
