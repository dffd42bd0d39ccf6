import type {Scenario} from '../scenario.ts';
import {account} from './build/account.ts';
import {minutes, roleArn, stateMachineArn} from './build/names.ts';
import {cliPaste} from './build/pastes.ts';
import {policy} from './build/policies.ts';
import {role, stateMachine} from './build/resources.ts';
import {withRuns} from './build/runs.ts';
import {allows} from './build/statements.ts';
import {inOrder, task} from './build/states.ts';

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

export const nestedExecution: Scenario = {
	id: 'nested-execution',
	title: 'A state machine that waits for another one never ends',
	story:
		'The other state machine is started and ends well, and nobody tells this one. Its next deployment fails besides: the role may start executions, but neither look at them nor set up the rule that reports their end.',
	paste: cliPaste(
		'AccessDeniedException',
		`'${roleArn(`${name}-role`)}' is not authorized to create managed-rule.`,
	),
	target: name,
	role: null,
	logGroup: null,
	account: now => {
		const machine = stateMachine(now, name, {definition});
		const permissions = policy(allows('states:StartExecution', stateMachineArn(child)));
		const state = account(now, {
			stateMachines: [machine],
			roles: [role(now, `${name}-role`, {inlinePolicies: {'start-stock-sync': permissions}})],
		});

		return withRuns(state, machine, now, [{input: {warehouse: 'north'}, ago: minutes(50)}]);
	},
};
