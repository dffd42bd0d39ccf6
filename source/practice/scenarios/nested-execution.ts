import {minutes, roleArn, stateMachineArn} from './build/names.ts';
import {cliPaste} from './build/pastes.ts';
import {policy} from './build/policies.ts';
import {allows} from './build/statements.ts';
import {inOrder, task} from './build/states.ts';
import {workflowScenario} from './build/workflow.ts';

const name = 'weekly-stocktake';
const child = 'stock-sync';

const definition = inOrder({
	'Sync stock': task('states:startExecution.sync:2', {
		StateMachineArn: stateMachineArn(child),
		Input: {
			'warehouse.$': '$.warehouse',
			'AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID.$': '$$.Execution.Id',
		},
	}),
});

export const nestedExecution = workflowScenario({
	id: 'nested-execution',
	story:
		'The child execution succeeds, but its parent never learns of it. The next deployment fails as well.',
	paste: cliPaste(
		'AccessDeniedException',
		`'${roleArn(`${name}-role`)}' is not authorized to create managed-rule.`,
	),
	name,
	definition,
	policies: {'start-stock-sync': policy(allows('states:StartExecution', stateMachineArn(child)))},
	runs: [{input: {warehouse: 'north'}, ago: minutes(50)}],
});
