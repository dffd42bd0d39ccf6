import {minutes} from './build/names.ts';
import {invokeFunctions, policy} from './build/policies.ts';
import {allows} from './build/statements.ts';
import {inOrder, invoke, task, topicArn} from './build/states.ts';
import {workflowScenario} from './build/workflow.ts';

const name = 'delivery-notice';

const definition = inOrder({
	'Find parcel': invoke('delivery-notice-find'),
	'Notify customer': task('sns:publish', {
		TopicArn: topicArn('deliveries'),
		Message: {'parcel.$': '$.parcel', 'customer.$': '$.customer.customerId'},
	}),
});

export const dataPath = workflowScenario({
	id: 'data-path',
	story: 'Nobody changed the workflow.',
	name,
	definition,
	policies: {
		'invoke-functions': invokeFunctions('delivery-notice-find'),
		'publish-deliveries': policy(allows('sns:Publish', topicArn('deliveries'))),
	},
	runs: [
		{input: {parcel: 'p-310', customer: {customerId: 'c-77'}}, ago: minutes(190)},
		{input: {parcel: 'p-311', customer: {customerID: 'c-81'}}, ago: minutes(35)},
	],
});
