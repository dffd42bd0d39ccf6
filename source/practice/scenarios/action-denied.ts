import type {Scenario} from '../scenario.ts';
import {account} from './build/account.ts';
import {functionArn, hours} from './build/names.ts';
import {policy} from './build/policies.ts';
import {role, stateMachine} from './build/resources.ts';
import {withRuns} from './build/runs.ts';
import {allows} from './build/statements.ts';
import {inOrder, invoke, task} from './build/states.ts';

const name = 'customer-digest';

/** The console writes the qualifier of the newest code behind the function's ARN. */
const definition = inOrder({
	'Choose customers': invoke('customer-digest-choose'),
	'Write digest': task('lambda:invoke', {
		FunctionName: `${functionArn('customer-digest-write')}:$LATEST`,
		'Payload.$': '$',
	}),
});

export const actionDenied: Scenario = {
	id: 'action-denied',
	title: 'A task fails: the role may not invoke the function',
	story:
		'A state was added in the console. The role allows the function by its plain ARN, and the state calls it with $LATEST behind.',
	paste: null,
	target: name,
	role: null,
	logGroup: null,
	account: now => {
		const machine = stateMachine(now, name, {definition});
		const permissions = policy(
			allows('lambda:InvokeFunction', [
				functionArn('customer-digest-choose'),
				functionArn('customer-digest-write'),
			]),
		);
		const state = account(now, {
			stateMachines: [machine],
			roles: [role(now, `${name}-role`, {inlinePolicies: {'invoke-functions': permissions}})],
		});

		return withRuns(state, machine, now, [{input: {segment: 'weekly'}, ago: hours(2)}]);
	},
};
