import {accountId, hours} from './build/names.ts';
import {invokeFunctions} from './build/policies.ts';
import {executionArnOf} from './build/runs.ts';
import {inOrder, invoke} from './build/states.ts';
import {workflowScenario} from './build/workflow.ts';

const name = 'order-payment';
const ago = hours(2);

const definition = inOrder({
	'Check order': invoke('order-payment-check'),
	Charge: invoke('order-payment-charge', {
		Catch: [{ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Order failed'}],
		End: true,
	}),
	'Order failed': {Type: 'Fail', Error: 'OrderFailed', Cause: 'The order could not be charged'},
});

export const caughtFailure = workflowScenario({
	id: 'caught-failure',
	story: 'OrderFailed only says that something went wrong.',
	executionArn: executionArnOf(name, ago),
	name,
	definition,
	policies: {'invoke-functions': invokeFunctions('order-payment-check')},
	runs: [{input: {order: 'o-1881'}, ago}],
	around: now => ({
		trail: [
			{
				at: now - hours(3),
				name: 'PutRolePolicy',
				source: 'iam.amazonaws.com',
				who: `arn:aws:sts::${accountId}:assumed-role/PlatformEngineer/kim`,
				resources: [`${name}-role`],
				requestParameters: {roleName: `${name}-role`, policyName: 'invoke-functions'},
				errorCode: null,
			},
		],
	}),
});
