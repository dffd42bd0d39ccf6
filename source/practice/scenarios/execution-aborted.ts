import {hours, minutes} from './build/names.ts';
import {invokeFunctions, policy} from './build/policies.ts';
import {executionArnOf} from './build/runs.ts';
import {allows} from './build/statements.ts';
import {inOrder, invoke, queueArn, queueUrl, task} from './build/states.ts';
import {workflowScenario} from './build/workflow.ts';

const name = 'refund-approval';
const ago = hours(9);

const definition = inOrder({
	'Collect refund': invoke('refund-approval-collect'),
	'Wait for approval': task(
		'sqs:sendMessage.waitForTaskToken',
		{
			QueueUrl: queueUrl('refund-approvals'),
			MessageBody: {'refund.$': '$.refund', 'taskToken.$': '$$.Task.Token'},
		},
		{TimeoutSeconds: 604_800},
	),
});

export const executionAborted = workflowScenario({
	id: 'execution-aborted',
	story: 'It stopped while it waited for an approval.',
	executionArn: executionArnOf(name, ago),
	name,
	definition,
	policies: {
		'invoke-functions': invokeFunctions('refund-approval-collect'),
		'queue-approvals': policy(allows('sqs:SendMessage', queueArn('refund-approvals'))),
	},
	runs: [
		{
			input: {refund: 'f-18'},
			ago,
			stopped: {ago: minutes(20), error: null, cause: 'Duplicate of f-17'},
		},
	],
});
