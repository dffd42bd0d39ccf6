import {hours, minutes} from './build/names.ts';
import {executionArnOf} from './build/runs.ts';
import {workflowScenario} from './build/workflow.ts';

const name = 'voucher-import';

export const missingExecution = workflowScenario({
	id: 'missing-execution',
	story: 'A colleague sent the ARN of an execution.',
	executionArn: executionArnOf(name, minutes(1)),
	name,
	runs: [{input: {file: 'vouchers.csv'}, ago: hours(5)}],
});
