import type {Scenario} from '../scenario.ts';
import {account} from './build/account.ts';
import {functionArn, minutes} from './build/names.ts';
import {invokeFunctions} from './build/policies.ts';
import {role, stateMachine} from './build/resources.ts';
import {withRuns} from './build/runs.ts';
import {inOrder, invoke} from './build/states.ts';

const name = 'tariff-import';
const functions = ['tariff-import-fetch', 'tariff-import-check'];

const definition = inOrder({
	'Fetch tariffs': invoke('tariff-import-fetch'),
	'Check tariffs': invoke('tariff-import-check'),
});

/** What Lambda makes of an exception: JSON within the text. */
const cause = JSON.stringify({
	errorType: 'TariffIncomplete',
	errorMessage: 'Country CH has no rate for class 4',
	trace: [
		'TariffIncomplete: Country CH has no rate for class 4',
		'    at check (/var/task/check.js:41:9)',
		'    at Runtime.handler (/var/task/index.js:12:5)',
	],
});

export const taskFailed: Scenario = {
	id: 'task-failed',
	title: 'A function fails, and Step Functions is not to blame',
	story: 'Permissions, paths and limits are right. The work itself went wrong.',
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
					of: functionArn('tariff-import-check'),
					duration: 900,
					failure: {error: 'TariffIncomplete', cause},
					result: null,
				},
			],
		});

		return withRuns(state, machine, now, [{input: {edition: '2026-04'}, ago: minutes(25)}]);
	},
};
