import {days, hours} from './build/names.ts';
import {invokeFunctions} from './build/policies.ts';
import {executionArnOf} from './build/runs.ts';
import {inOrder, invoke} from './build/states.ts';
import {workflowScenario} from './build/workflow.ts';

const name = 'contract-renewal';
const ago = hours(5);

const definition = inOrder({
	'Prepare contract': invoke('contract-renewal-prepare'),
	'Wait for start of contract': {Type: 'Wait', Seconds: days(2) / 1000},
	'Activate contract': invoke('contract-renewal-activate'),
});

export const runsOnAfterFix = workflowScenario({
	id: 'runs-on-after-fix',
	story: 'When it works, an execution runs for days.',
	executionArn: executionArnOf(name, ago),
	name,
	definition,
	policies: {'invoke-functions': invokeFunctions('contract-renewal-activate')},
	runs: [{input: {contract: 'c-77'}, ago}],
});
