import {functionArn, hours} from './build/names.ts';
import {policy} from './build/policies.ts';
import {allows} from './build/statements.ts';
import {inOrder, invoke, task} from './build/states.ts';
import {workflowScenario} from './build/workflow.ts';

const name = 'customer-digest';

/** The console writes the qualifier of the newest code behind the function's ARN. */
const definition = inOrder({
	'Choose customers': invoke('customer-digest-choose'),
	'Write digest': task('lambda:invoke', {
		FunctionName: `${functionArn('customer-digest-write')}:$LATEST`,
		'Payload.$': '$',
	}),
});

export const actionDenied = workflowScenario({
	id: 'action-denied',
	story: 'A state was added in the console. The role names the function, and the task fails.',
	name,
	definition,
	policies: {
		'invoke-functions': policy(
			allows('lambda:InvokeFunction', [
				functionArn('customer-digest-choose'),
				functionArn('customer-digest-write'),
			]),
		),
	},
	runs: [{input: {segment: 'weekly'}, ago: hours(2)}],
});
