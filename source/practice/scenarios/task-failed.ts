import {functionArn, minutes} from './build/names.ts';
import {invokeFunctions} from './build/policies.ts';
import {inOrder, invoke} from './build/states.ts';
import {workflowScenario} from './build/workflow.ts';

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

export const taskFailed = workflowScenario({
	id: 'task-failed',
	title: 'A function task fails',
	story: 'Role and definition have not changed for months. Since this morning the task fails.',
	name,
	definition,
	policies: {'invoke-functions': invokeFunctions(...functions)},
	runs: [{input: {edition: '2026-04'}, ago: minutes(25)}],
	around: () => ({
		taskOutcomes: [
			{
				of: functionArn('tariff-import-check'),
				duration: 900,
				failure: {error: 'TariffIncomplete', cause},
				result: null,
			},
		],
	}),
});
