import {minutes} from './build/names.ts';
import {invokeFunctions} from './build/policies.ts';
import {inOrder, invoke} from './build/states.ts';
import {workflowScenario} from './build/workflow.ts';

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

export const choiceWithoutDefault = workflowScenario({
	id: 'choice-without-default',
	story: 'The shop now accepts vouchers. The workflow was built for cards and invoices.',
	name,
	definition,
	policies: {'invoke-functions': invokeFunctions(...functions)},
	runs: [
		{input: {method: 'card', amount: 42.5}, ago: minutes(70)},
		{input: {method: 'voucher', amount: 20}, ago: minutes(20)},
	],
});
