import {hours, minutes} from './build/names.ts';
import {executionArnOf} from './build/runs.ts';
import {workflowScenario} from './build/workflow.ts';

const name = 'voucher-import';

export const missingExecution = workflowScenario({
	id: 'missing-execution',
	title: 'The execution that was named does not exist',
	story:
		'A colleague sent the ARN of an execution. It does not exist: a wrong ARN, or an execution that was deleted after 90 days.',
	executionArn: executionArnOf(name, minutes(1)),
	name,
	runs: [{input: {file: 'vouchers.csv'}, ago: hours(5)}],
});
