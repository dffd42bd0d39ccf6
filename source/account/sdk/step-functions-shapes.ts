import type {
	DescribeExecutionOutput,
	DescribeMapRunOutput,
	DescribeStateMachineForExecutionOutput,
	DescribeStateMachineOutput,
	ExecutionListItem,
	HistoryEvent as SdkHistoryEvent,
	StateMachineListItem,
	ValidateStateMachineDefinitionDiagnostic,
} from '@aws-sdk/client-sfn';
import type {
	DefinitionDiagnostic,
	ExecutedMachine,
	Execution,
	HistoryEvent,
	LoggingConfiguration,
	MapRun,
	MapRunCounts,
	StateMachine,
	StateMachineSummary,
} from '../step-functions.ts';
import {required} from './required.ts';

export const toStateMachineSummary = (
	machine: StateMachineListItem | DescribeStateMachineOutput,
): StateMachineSummary => ({
	arn: required(machine.stateMachineArn, 'stateMachineArn'),
	name: required(machine.name, 'name'),
	type: machine.type ?? 'STANDARD',
	createdAt: machine.creationDate ?? null,
});

export const toStateMachine = (machine: DescribeStateMachineOutput): StateMachine => ({
	...toStateMachineSummary(machine),
	definition: required(machine.definition, 'definition'),
	roleArn: required(machine.roleArn, 'roleArn'),
	logging: toLogging(machine.loggingConfiguration),
	tracing: machine.tracingConfiguration?.enabled ?? false,
	kmsKeyArn: machine.encryptionConfiguration?.kmsKeyId ?? null,
	revisionId: machine.revisionId ?? null,
});

const toLogging = (
	logging: DescribeStateMachineOutput['loggingConfiguration'],
): LoggingConfiguration => ({
	level: logging?.level ?? 'OFF',
	includeExecutionData: logging?.includeExecutionData ?? false,
	destinations: (logging?.destinations ?? []).flatMap(
		destination => destination.cloudWatchLogsLogGroup?.logGroupArn ?? [],
	),
});

/** ListExecutions tells less than DescribeExecution: what it leaves out is null. */
export const toExecution = (execution: ExecutionListItem | DescribeExecutionOutput): Execution => {
	const described: Partial<DescribeExecutionOutput> = execution;

	return {
		arn: required(execution.executionArn, 'executionArn'),
		name: required(described.name ?? execution.executionArn?.split(':').at(-1), 'name'),
		stateMachineArn: required(execution.stateMachineArn, 'stateMachineArn'),
		status: required(execution.status, 'status'),
		startedAt: execution.startDate ?? null,
		stoppedAt: execution.stopDate ?? null,
		input: described.input ?? null,
		error: described.error ?? null,
		cause: described.cause ?? null,
		redriveStatus: described.redriveStatus ?? null,
		redriveStatusReason: described.redriveStatusReason ?? null,
		redriveCount: execution.redriveCount ?? null,
		startedThrough: execution.stateMachineAliasArn ?? execution.stateMachineVersionArn ?? null,
	};
};

export const toExecutedMachine = (
	machine: DescribeStateMachineForExecutionOutput,
): ExecutedMachine => ({
	arn: required(machine.stateMachineArn, 'stateMachineArn'),
	name: required(machine.name, 'name'),
	definition: required(machine.definition, 'definition'),
	roleArn: required(machine.roleArn, 'roleArn'),
	revisionId: machine.revisionId ?? null,
	mapRunArn: machine.mapRunArn ?? null,
});

export const toMapRun = (run: DescribeMapRunOutput): MapRun => ({
	arn: required(run.mapRunArn, 'mapRunArn'),
	executionArn: required(run.executionArn, 'executionArn'),
	status: required(run.status, 'status'),
	startedAt: run.startDate ?? null,
	stoppedAt: run.stopDate ?? null,
	items: toCounts(required(run.itemCounts, 'itemCounts')),
	executions: toCounts(required(run.executionCounts, 'executionCounts')),
	toleratedFailures: {
		count: run.toleratedFailureCount ?? 0,
		percentage: run.toleratedFailurePercentage ?? 0,
	},
});

const toCounts = (
	counts: NonNullable<DescribeMapRunOutput['itemCounts' | 'executionCounts']>,
): MapRunCounts => ({
	pending: required(counts.pending, 'pending'),
	running: required(counts.running, 'running'),
	succeeded: required(counts.succeeded, 'succeeded'),
	failed: required(counts.failed, 'failed'),
	timedOut: required(counts.timedOut, 'timedOut'),
	aborted: required(counts.aborted, 'aborted'),
	total: required(counts.total, 'total'),
	failuresNotRedrivable: counts.failuresNotRedrivable ?? null,
});

export const toHistoryEvent = (event: SdkHistoryEvent): HistoryEvent => ({
	id: required(event.id, 'id'),
	previousEventId: event.previousEventId ?? 0,
	type: required(event.type, 'type'),
	timestamp: event.timestamp ?? null,
	details: detailsOf(event),
});

function detailsOf(event: SdkHistoryEvent): Record<string, unknown> {
	const found = Object.entries(event).find(
		([member, value]) => member.endsWith('EventDetails') && value !== undefined,
	);

	return {...(found?.[1] as object | undefined)};
}

export const toDiagnostic = (
	diagnostic: ValidateStateMachineDefinitionDiagnostic,
): DefinitionDiagnostic => ({
	severity: required(diagnostic.severity, 'severity'),
	code: diagnostic.code ?? '',
	message: diagnostic.message ?? '',
	location: diagnostic.location ?? null,
});
