import {functionArn, minutes} from './build/names.ts';
import {invokeFunctions} from './build/policies.ts';
import {inOrder, invoke} from './build/states.ts';
import {functionStream, requestIdOf, taskLogGroup, textInvocation} from './build/task-logs.ts';
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

const ago = minutes(25);
const requestId = requestIdOf('tariff-import-check');
const isoTime = (time: number): string => new Date(time).toISOString();

/** The invocation that failed, after one that went well, in the same runtime environment. */
const logged = (start: number) => ({
	name: functionStream('tariff-import-check', start),
	start: start - minutes(10),
	lines: [
		...textInvocation(requestIdOf('tariff-import-check before'), ['loaded 212 tariffs'], {
			duration: 420,
			memory: 61,
		}),
		...textInvocation(
			requestId,
			[
				`${isoTime(start)}\t${requestId}\tINFO\tedition 2026-04: 214 tariffs, 31 countries`,
				`${isoTime(start)}\t${requestId}\tINFO\tcountry CH: classes 1, 2, 3`,
				`${isoTime(start)}\t${requestId}\tERROR\tInvoke Error \t${cause}`,
			],
			{duration: 640, memory: 63},
		).map(line => ({...line, after: line.after + minutes(10)})),
	],
});

export const taskFailed = workflowScenario({
	id: 'task-failed',
	story: 'Role and definition have not changed for months. Since this morning the task fails.',
	name,
	definition,
	policies: {'invoke-functions': invokeFunctions(...functions)},
	runs: [{input: {edition: '2026-04'}, ago}],
	around: now => ({
		logGroups: [taskLogGroup(now, `/aws/lambda/${functions[1]}`, [logged(now - ago + 700)])],
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
