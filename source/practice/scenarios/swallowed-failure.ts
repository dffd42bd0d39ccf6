import {minutes} from './build/names.ts';
import {invokeFunctions} from './build/policies.ts';
import {executionArnOf} from './build/runs.ts';
import {inOrder, invoke} from './build/states.ts';
import {workflowScenario} from './build/workflow.ts';

const name = 'newsletter-send';
const ago = minutes(50);

const definition = inOrder({
	'Choose readers': invoke('newsletter-choose'),
	'Track sending': invoke('newsletter-track', {
		Catch: [{ErrorEquals: ['States.ALL'], ResultPath: '$.ignored', Next: 'Send newsletter'}],
	}),
	'Send newsletter': invoke('newsletter-send'),
});

export const swallowedFailure = workflowScenario({
	id: 'swallowed-failure',
	story: 'All executions are green, but nothing has been tracked for weeks.',
	executionArn: executionArnOf(name, ago),
	name,
	definition,
	policies: {'invoke-functions': invokeFunctions('newsletter-choose', 'newsletter-send')},
	runs: [{input: {edition: 14}, ago}],
});
