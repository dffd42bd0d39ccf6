import type {Flow} from '../source/diagnosis/flow.ts';
import {otherProducts} from '../source/incident/other-callers.ts';

/** In whatever language the rest is. */
const aboutExpress =
	/^(?=.*\bexpress\b).*(?:state ?machine|step ?function|workflow|execut|console|sfn|実行|执行|\bName\W{1,40}Status\W{1,40}Start|Type: ?Express|Logging:|:express:|ejecuc|exécut|ausführ|execuç|esecuz|실행|выполн)/i;
const otherUnknowns =
	/\bexpress(?:\.?js| server| app)\b|jenkins|(?:Lambda|AmazonECS)\.Unknown|Unknown(?:Error|Host|Operation)|unknown (?:error|field|key)/i;

export const expressStatusUnknown: Flow = {
	id: 'express-status-unknown',
	title: 'Express executions show the status Unknown',
	message: 'Status: Unknown',
	examples: [
		'The console shows the Express execution\'s status as "Unknown", though it succeeded',
		'Executions (2) EXPRESS | Name | Status | Start Date | End Date\na1b2 | Unknown | Nov 20 | -',
	],
	patterns: [
		{
			text: /\bstatus(?:es)?\b.{0,80}\bunknown\b|\bunknown\b.{0,60}\bstatus/i,
			also: aboutExpress,
			unless: otherUnknowns,
			confidence: 'certain',
		},
		{
			text: /["'`*(]unknown["'`*)]|\bUnknown\b/,
			also: aboutExpress,
			unless: otherUnknowns,
			confidence: 'likely',
		},
		{
			text: /Unbekannt|Inconnu|Desconocid[oa]|Desconhecid[oa]|Sconosciut[oa]|不明|未知|알 수 없음|Неизвестно/i,
			also: aboutExpress,
			confidence: 'likely',
		},
		{
			text: /\bstatus\b.{0,40}["'`*]?\bunknown\b|["'`*]?\bunknown["'`*]? status/i,
			also: /step ?functions?|states console|\bsfn\b|arn:aws[\w-]{0,10}:states:|state machine.{0,80}\bexecution|\bexecution.{0,80}\bstate machine/i,
			unless: new RegExp(`${otherUnknowns.source}|${otherProducts.source}`, 'i'),
			confidence: 'likely',
		},
	],
	explanation: () => [
		'The console has no log event that says how the execution ended. This is usually not a failed execution.',
		'Step Functions keeps no history of Express executions: the console derives their status from log events in CloudWatch Logs. AWS documents log delivery as best effort, so an occasional Unknown is expected. Unknown everywhere points to the logging: its level, its log group, or what is allowed to write to it.',
	],
	nextSteps: facts => [
		`Set the log level of ${facts.stateMachineArn ?? 'the state machine'} to ALL. At ERROR and FATAL the start and the success of an execution are not logged.`,
		'Check that the log group exists and that a resource policy allows delivery.logs.amazonaws.com to write to it.',
		'Grant the execution role all ten log-delivery actions that AWS lists. Some modules grant only eight; that this alone causes Unknown is reported, but not confirmed.',
		'Look for the last event of an execution with CloudWatch Logs Insights, by execution_arn.',
		'Where you must know the outcome, use a Standard state machine or record it yourself.',
	],
	checks: () => [
		import('./common/state-machine-exists.ts'),
		import('./express/state-machine-type.ts'),
		import('./express/execution-status.ts'),
		import('./express/execution-logs.ts'),
		import('./express/express-log-level.ts'),
		import('./log-delivery/logging-configuration.ts'),
		import('./permissions/role-trust.ts'),
		import('./log-delivery/logging-checks.ts'),
		import('./common/managed-by-tool.ts'),
	],
	retry: () => import('./express/start-test-execution.ts'),
	references: [
		{
			title: 'Viewing execution details in the Step Functions console',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-view-execution-details.html',
		},
		{
			title: 'Using CloudWatch Logs to log execution history in Step Functions',
			url: 'https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html',
		},
	],
	lookalikes: [
		{
			text: 'Lambda.Unknown: The cause could not be determined because Lambda did not return an error type.',
			is: 'a failed function',
			flow: 'task-failed',
		},
		{text: 'Status: unknown. Express is not responding on port 3000', is: 'Express.js'},
	],
	snippet: {
		says: 'The true status, in CloudWatch Logs Insights',
		language: 'sh',
		code: `fields @timestamp, execution_arn, type
| filter ispresent(execution_arn)
| stats latest(type) as status by execution_arn`,
	},
};
