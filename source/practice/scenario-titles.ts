/** One subject a group, in the order of learning: what the pick shows, before any scenario is loaded. */
export const scenarioTitles: ReadonlyArray<{
	subject: string;
	scenarios: ReadonlyArray<{id: string; title: string}>;
}> = [
	{
		subject: 'Logging',
		scenarios: [
			{
				id: 'log-destination',
				title: 'A deployment fails: not authorized to access the log destination',
			},
			{id: 'role-without-permissions', title: 'terraform apply fails after a clean-up'},
			{id: 'missing-resource-policy', title: 'A new log group is refused as log destination'},
			{id: 'not-created-yet', title: 'The first deployment of a state machine fails'},
			{id: 'full-policy', title: 'New feature branches cannot be deployed'},
			{id: 'ten-policies', title: 'A new team cannot turn on logging'},
			{id: 'log-group-missing', title: 'Logs are missing, and the next update is refused'},
			{id: 'destination-without-star', title: 'A deployment fails: the log destination is invalid'},
			{id: 'young-role', title: 'A deployment fails right after the role was created'},
			{id: 'explicit-deny', title: 'The permissions for logging were added, and it still fails'},
			{id: 'managed-by-cloudformation', title: 'A stack reverts every manual fix of the role'},
			{id: 'denied-reads', title: 'A deployment fails, and you cannot read everything'},
		],
	},
	{
		subject: 'Express executions',
		scenarios: [
			{id: 'express-level-error', title: 'Express executions that succeed show Unknown'},
			{
				id: 'express-two-actions-missing',
				title: 'Express executions show Unknown, and the role looks incomplete',
			},
			{id: 'express-late-logs', title: 'One Express execution shows Unknown'},
			{id: 'express-log-group-deleted', title: 'Express executions are missing from the console'},
			{
				id: 'express-infrequent-access',
				title: 'Express executions of a new environment show Unknown',
			},
			{id: 'express-failed', title: 'An Express execution of this morning shows Unknown'},
			{
				id: 'express-started-never-ended',
				title: 'An Express execution started an hour ago and shows Unknown',
			},
		],
	},
	{
		subject: 'Permissions of the role',
		scenarios: [
			{id: 'pass-role', title: 'A Fargate task does not start'},
			{
				id: 'network-configuration',
				title: 'A Fargate task still does not start',
			},
			{id: 'managed-rule', title: 'A deployment fails: not authorized to create managed-rule'},
			{id: 'assume-role', title: 'A deployment fails: the role cannot be assumed'},
			{id: 'action-denied', title: 'A task fails: not authorized to invoke a function'},
			{id: 'definition-walk', title: 'Before the first run of a workflow'},
			{id: 'explicit-deny-task', title: 'A payment task fails since an audit'},
			{id: 'boundary-denied', title: 'A task fails, although its role allows the call'},
		],
	},
	{
		subject: 'Deployments and triggers',
		scenarios: [
			{id: 'caller-denied', title: 'A pipeline cannot update the state machine'},
			{id: 'caller-pass-role', title: 'A pipeline fails with iam:PassRole'},
			{id: 'trigger-denied', title: 'Orders arrive, and no execution starts'},
		],
	},
	{
		subject: 'Failed executions',
		scenarios: [
			{id: 'kms-denied', title: 'A task cannot write to its bucket any more'},
			{id: 'nested-execution', title: 'A state machine that waits for another one never ends'},
			{id: 'task-failed', title: 'A function task fails'},
			{id: 'container-failed', title: 'A container exits with code 1'},
			{id: 'encoded-denial', title: 'A function is denied a call, and the error is encoded'},
			{id: 'data-path', title: 'Executions fail at once since a release of the shop'},
			{id: 'timed-out', title: 'A task times out'},
			{id: 'choice-without-default', title: 'Orders with a voucher fail'},
			{id: 'caught-failure', title: 'An execution fails with OrderFailed'},
			{
				id: 'survived-error-in-input',
				title: 'After a timeout, an execution failed',
			},
			{id: 'distributed-map-denied', title: 'A Distributed Map exceeds its tolerance'},
			{id: 'nested-denied', title: 'A child execution of a child execution fails'},
			{id: 'item-reader-denied', title: 'A Distributed Map starts no item'},
			{id: 'result-writer-denied', title: 'A Distributed Map fails before its first item'},
		],
	},
	{
		subject: 'Executions that do not end, or end unnoticed',
		scenarios: [
			{id: 'stuck-callback', title: 'An approval has been running for three days'},
			{id: 'stuck-activity', title: 'An execution has been running for two days'},
			{id: 'stuck-job', title: 'A report has not finished for two days'},
			{id: 'swallowed-failure', title: 'Every execution succeeds, and nothing is tracked'},
			{
				id: 'tolerated-item-failures',
				title: 'A Map Run succeeded although some of its items failed',
			},
			{id: 'recent-unexplained-failure', title: 'The newest execution failed minutes ago'},
			{
				id: 'failure-fixed-since',
				title: 'An execution failed, and a colleague says that it is fixed',
			},
			{id: 'redriven-and-failed-again', title: 'A redrive did not help'},
			{id: 'runs-on-after-fix', title: 'The first task of a long workflow fails'},
			{id: 'missing-execution', title: 'An execution that a colleague named cannot be found'},
			{id: 'execution-timed-out', title: 'An execution timed out'},
			{id: 'execution-aborted', title: 'An execution was aborted'},
			{id: 'many-failures', title: 'Most executions fail since this morning'},
			{id: 'healthy', title: 'A check before a release'},
		],
	},
];

/** The guided ones, in the order of learning: each builds on the one before. */
export const lessonTitles = [
	{scenario: 'log-destination', title: 'Logging: a role, a service and two policies'},
	{scenario: 'express-level-error', title: 'Express: a status that is read from logs'},
	{scenario: 'pass-role', title: 'iam:PassRole: a state machine gives a role to a service'},
];

const titles = new Map(
	scenarioTitles.flatMap(({scenarios}) => scenarios.map(({id, title}) => [id, title])),
);

export const titleOf = (id: string): string => titles.get(id) ?? id;
