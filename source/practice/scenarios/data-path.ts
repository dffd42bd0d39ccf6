import type {Scenario} from '../scenario.ts';
import {account} from './build/account.ts';
import {minutes} from './build/names.ts';
import {invokeFunctions, policy} from './build/policies.ts';
import {role, stateMachine} from './build/resources.ts';
import {withRuns} from './build/runs.ts';
import {allows} from './build/statements.ts';
import {inOrder, invoke, task, topicArn} from './build/states.ts';

const name = 'delivery-notice';

const definition = inOrder({
	'Find parcel': invoke('delivery-notice-find'),
	'Notify customer': task('sns:publish', {
		TopicArn: topicArn('deliveries'),
		Message: {'parcel.$': '$.parcel', 'customer.$': '$.customer.customerId'},
	}),
});

export const dataPath: Scenario = {
	id: 'data-path',
	title: 'A path finds nothing: a letter is different',
	story:
		'The shop sends customerID since its last release. The state asks for customerId, and the execution ends at once.',
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
						'invoke-functions': invokeFunctions('delivery-notice-find'),
						'publish-deliveries': policy(allows('sns:Publish', topicArn('deliveries'))),
					},
				}),
			],
		});

		return withRuns(state, machine, now, [
			{input: {parcel: 'p-310', customer: {customerId: 'c-77'}}, ago: minutes(190)},
			{input: {parcel: 'p-311', customer: {customerID: 'c-81'}}, ago: minutes(35)},
		]);
	},
};
