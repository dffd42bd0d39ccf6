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
	story: 'It usually takes minutes. Nothing failed.',
	executionArn: executionArnOf(name, ago),
	name,
	definition,
	policies: {'invoke-functions': invokeFunctions('returns-inspection-register')},
	runs: [{input: {parcel: 'p-9'}, ago}],
});
