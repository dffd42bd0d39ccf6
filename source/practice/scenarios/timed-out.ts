import type {Scenario} from '../scenario.ts';
import {account} from './build/account.ts';
import {functionArn, minutes, seconds} from './build/names.ts';
import {invokeFunctions} from './build/policies.ts';
import {role, stateMachine} from './build/resources.ts';
import {withRuns} from './build/runs.ts';
import {inOrder, invoke} from './build/states.ts';

const name = 'catalogue-rebuild';
const functions = ['catalogue-rebuild-index', 'catalogue-rebuild-publish'];

const definition = inOrder({
	'Build index': invoke('catalogue-rebuild-index', {TimeoutSeconds: 10}),
	'Publish index': invoke('catalogue-rebuild-publish'),
});

export const timedOut: Scenario = {
	id: 'timed-out',
	title: 'A task is given up: TimeoutSeconds is too small',
	story:
		'The catalogue has grown, and building its index takes 14 seconds. The state gives up after 10. The function knows nothing of that and goes on.',
	paste: null,
	target: name,
	role: null,
	logGroup: null,
	account: now => {
		const machine = stateMachine(now, name, {definition});
		const state = account(now, {
			stateMachines: [machine],
			roles: [
				role(now, `${name}-role`, {
					inlinePolicies: {'invoke-functions': invokeFunctions(...functions)},
				}),
			],
			taskOutcomes: [
				{
					of: functionArn('catalogue-rebuild-index'),
					duration: seconds(14),
					failure: null,
					result: null,
				},
			],
		});

		return withRuns(state, machine, now, [{input: {full: true}, ago: minutes(15)}]);
	},
};
