import type {Scenario} from '../scenario.ts';
import {account} from './build/account.ts';
import {functionArn, hours} from './build/names.ts';
import {invokeFunctions, policy} from './build/policies.ts';
import {role, stateMachine} from './build/resources.ts';
import {withRuns} from './build/runs.ts';
import {inOrder, invoke} from './build/states.ts';

const name = 'payroll-run';

const definition = inOrder({
	'Collect hours': invoke('payroll-collect'),
	'Pay salaries': invoke('payroll-pay'),
});

export const explicitDenyTask: Scenario = {
	id: 'explicit-deny-task',
	title: 'A task fails: an inline policy denies the function',
	story:
		'During an audit somebody froze payments with a Deny, and meant to take it away again. An Allow beside it changes nothing.',
	paste: null,
	target: name,
	role: null,
	logGroup: null,
	account: now => {
		const machine = stateMachine(now, name, {definition});
		const state = account(now, {
			stateMachines: [machine],
			roles: [
				role(now, `${name}-role`, {
					inlinePolicies: {
						'invoke-functions': invokeFunctions('payroll-collect', 'payroll-pay'),
						'audit-freeze': policy({
							Sid: 'FreezePayments',
							Effect: 'Deny',
							Action: 'lambda:InvokeFunction',
							Resource: `${functionArn('payroll-pay')}*`,
						}),
					},
				}),
			],
		});

		return withRuns(state, machine, now, [{input: {month: '2026-02'}, ago: hours(4)}]);
	},
};
