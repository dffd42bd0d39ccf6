import {hours, minutes} from './build/names.ts';
import {executionArnOf} from './build/runs.ts';
import {workflowScenario} from './build/workflow.ts';

const name = 'voucher-import';

export const missingExecution = workflowScenario({
	id: 'missing-execution',
	title: 'An execution that a colleague named cannot be found',
	story: 'A colleague sent the ARN of an execution.',
	executionArn: executionArnOf(name, minutes(1)),
	name,
	runs: [{input: {file: 'vouchers.csv'}, ago: hours(5)}],
});
