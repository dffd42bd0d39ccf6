import {functionArn, hours} from './build/names.ts';
import {invokeFunctions, policy} from './build/policies.ts';
import {inOrder, invoke} from './build/states.ts';
import {workflowScenario} from './build/workflow.ts';

const name = 'payroll-run';

const definition = inOrder({
	'Collect hours': invoke('payroll-collect'),
	'Pay salaries': invoke('payroll-pay'),
});

export const explicitDenyTask = workflowScenario({
	id: 'explicit-deny-task',
	story: 'The role allows the function, and the task fails since the audit.',
	name,
	definition,
	policies: {
		'invoke-functions': invokeFunctions('payroll-collect', 'payroll-pay'),
		'audit-freeze': policy({
			Sid: 'FreezePayments',
			Effect: 'Deny',
			Action: 'lambda:InvokeFunction',
			Resource: `${functionArn('payroll-pay')}*`,
		}),
	},
	runs: [{input: {month: '2026-02'}, ago: hours(4)}],
});
