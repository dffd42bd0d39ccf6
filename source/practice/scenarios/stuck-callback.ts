import {days} from './build/names.ts';
import {invokeFunctions, policy} from './build/policies.ts';
import {executionArnOf} from './build/runs.ts';
import {allows} from './build/statements.ts';
import {inOrder, invoke, queueArn, queueUrl, task} from './build/states.ts';
import {workflowScenario} from './build/workflow.ts';

const name = 'purchase-approval';
const ago = days(3);

const definition = inOrder({
	'Collect request': invoke('purchase-approval-collect'),
	'Wait for approval': task('sqs:sendMessage.waitForTaskToken', {
		QueueUrl: queueUrl('approvals'),
		MessageBody: {'request.$': '$.request', 'taskToken.$': '$$.Task.Token'},
	}),
	'Order goods': invoke('purchase-approval-order'),
});

export const stuckCallback = workflowScenario({
	id: 'stuck-callback',
	story: 'The request was put into the queue three days ago, and the execution is still running.',
	executionArn: executionArnOf(name, ago),
	name,
	definition,
	policies: {
		'invoke-functions': invokeFunctions('purchase-approval-collect', 'purchase-approval-order'),
		'queue-approvals': policy(allows('sqs:SendMessage', queueArn('approvals'))),
	},
	runs: [{input: {request: 'r-204'}, ago}],
});
