import type {
	DescribeExecutionInput,
	DescribeExecutionOutput,
	DescribeStateMachineForExecutionInput,
	DescribeStateMachineForExecutionOutput,
	GetExecutionHistoryInput,
	GetExecutionHistoryOutput,
	HistoryEvent,
	HistoryEventType,
	ListExecutionsInput,
	ListExecutionsOutput,
} from '@aws-sdk/client-sfn';
import {AwsError} from '../../aws-error.ts';
import type {ExecutionState, HistoryEventState} from '../../execution-state.ts';
import type {OperationContext} from '../../service.ts';
import type {AccountState} from '../../state.ts';
import {
	findExecution,
	findMapRun,
	findStateMachine,
	refuseExpress,
	stepFunctionsPage,
} from './find.ts';
import {historyDetailsMember} from './history-details-member.ts';
import {redriveStatus} from './redrive-status.ts';

export const executionOperations = {
	ListExecutions(input: ListExecutionsInput, context: OperationContext): ListExecutionsOutput {
		const shown = listed(input, context.state)
			.filter(({status}) => !input.statusFilter || status === input.statusFilter)
			.filter(
				({redriveCount}) =>
					!input.redriveFilter || (input.redriveFilter === 'REDRIVEN') === redriveCount > 0,
			)
			.toSorted((a, b) => b.startedAt - a.startedAt);
		const {entries, nextToken} = stepFunctionsPage(shown, input, context);

		return {executions: entries.map(listEntry), nextToken};
	},

	DescribeExecution(
		input: DescribeExecutionInput,
		{state, now}: OperationContext,
	): DescribeExecutionOutput {
		const execution = findExecution(input.executionArn, state, {allowExpress: true});

		return {
			...summarise(execution),
			...redriveStatus(execution, now()),
			input: execution.input,
			inputDetails: {included: true},
			...(execution.output !== null && {
				output: execution.output,
				outputDetails: {included: true},
			}),
			...(execution.error !== null && {error: execution.error}),
			...(execution.cause !== null && {cause: execution.cause}),
		};
	},

	/** The definition and the role that the execution was started with, whatever has changed since. */
	DescribeStateMachineForExecution(
		input: DescribeStateMachineForExecutionInput,
		{state}: OperationContext,
	): DescribeStateMachineForExecutionOutput {
		const {attempt, stateMachineArn, startedAt, mapRun} = findExecution(input.executionArn, state);
		const [parentArn, label] = stateMachineArn.split('/');
		const machine = findStateMachine(parentArn, state);
		// A new revision begins with the definition or the role; the one of this execution is known by both.
		const isCurrent =
			attempt.definition === machine.definition && attempt.roleArn === machine.roleArn;

		return {
			stateMachineArn,
			name: machine.name,
			definition: attempt.definition,
			roleArn: attempt.roleArn,
			updateDate: new Date(startedAt),
			...(isCurrent && {revisionId: machine.revisionId}),
			...(mapRun && {mapRunArn: mapRun.arn, label}),
		};
	},

	GetExecutionHistory(
		input: GetExecutionHistoryInput,
		context: OperationContext,
	): GetExecutionHistoryOutput {
		const {history} = findExecution(input.executionArn, context.state);
		const ordered = input.reverseOrder ? history.toReversed() : history;
		const {entries, nextToken} = stepFunctionsPage(ordered, input, context);

		const withData = input.includeExecutionData ?? true;

		return {events: entries.map(event => wireEvent(event, withData)), nextToken};
	},
};

const summarise = (execution: ExecutionState) => ({
	executionArn: execution.arn,
	stateMachineArn: execution.stateMachineArn,
	name: execution.name,
	status: execution.status,
	startDate: new Date(execution.startedAt),
	...(execution.stoppedAt !== null && {stopDate: new Date(execution.stoppedAt)}),
	redriveCount: execution.redriveCount,
	...(execution.redrivenAt !== null && {redriveDate: new Date(execution.redrivenAt)}),
	...(execution.mapRun && {mapRunArn: execution.mapRun.arn}),
});

const listEntry = (execution: ExecutionState) => ({
	...summarise(execution),
	...(execution.mapRun && {itemCount: execution.mapRun.itemCount}),
});

/** By state machine or by Map Run, not both. */
function listed(
	{stateMachineArn, mapRunArn}: ListExecutionsInput,
	state: AccountState,
): ExecutionState[] {
	if ((stateMachineArn === undefined) === (mapRunArn === undefined)) {
		throw new AwsError(
			'ValidationException',
			'Must specify exactly one of stateMachineArn or mapRunArn',
		);
	}

	if (mapRunArn !== undefined) {
		const {arn} = findMapRun(mapRunArn, state);

		return state.executions.filter(({mapRun}) => mapRun?.arn === arn);
	}

	const machine = findStateMachine(stateMachineArn, state);
	refuseExpress(machine);

	return state.executions.filter(each => each.stateMachineArn === machine.arn);
}

function wireEvent(
	{id, previousEventId, type, timestamp, details: all}: HistoryEventState,
	withData: boolean,
): HistoryEvent {
	const member = historyDetailsMember(type);
	const details = withData
		? all
		: Object.fromEntries(
				Object.entries(all).filter(([name]) => !['input', 'output', 'parameters'].includes(name)),
			);

	return {
		timestamp: new Date(timestamp),
		type: type as HistoryEventType,
		id,
		previousEventId,
		...(member && Object.keys(details).length > 0 && {[member]: details}),
	};
}
