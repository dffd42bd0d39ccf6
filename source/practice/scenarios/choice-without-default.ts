import type {Scenario} from '../scenario.ts';
import {account} from './build/account.ts';
import {minutes} from './build/names.ts';
import {invokeFunctions} from './build/policies.ts';
import {role, stateMachine} from './build/resources.ts';
import {withRuns} from './build/runs.ts';
import {inOrder, invoke} from './build/states.ts';

const name = 'payment-routing';
const functions = ['payment-card', 'payment-invoice'];

const definition = inOrder({
	'Which payment': {
		Type: 'Choice',
		Choices: [
			{Variable: '$.method', StringEquals: 'card', Next: 'Charge card'},
			{Variable: '$.method', StringEquals: 'invoice', Next: 'Send invoice'},
		],
	},
	'Charge card': invoke('payment-card', {End: true}),
	'Send invoice': invoke('payment-invoice', {End: true}),
});

export const choiceWithoutDefault: Scenario = {
	id: 'choice-without-default',
	title: 'No rule of a Choice fits, and there is no Default',
	story:
		'The shop takes vouchers now. The workflow knows cards and invoices, and has nowhere to go with anything else.',
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
					inlinePolicies: {'invoke-functions': invokeFunctions(...functions)},
				}),
			],
		});

		return withRuns(state, machine, now, [
			{input: {method: 'card', amount: 42.5}, ago: minutes(70)},
			{input: {method: 'voucher', amount: 20}, ago: minutes(20)},
		]);
	},
};
