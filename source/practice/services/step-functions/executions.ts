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
import type {ExecutionState, HistoryEventState} from '../../execution-state.ts';
import type {OperationContext} from '../../service.ts';
import {findExecution, findStateMachine, refuseExpress, stepFunctionsPage} from './find.ts';
import {historyDetailsMember} from './history-details-member.ts';
import {redriveStatus} from './redrive-status.ts';

export const executionOperations = {
	ListExecutions(input: ListExecutionsInput, context: OperationContext): ListExecutionsOutput {
		const machine = findStateMachine(input.stateMachineArn, context.state);
		refuseExpress(machine);
		const shown = context.state.executions
			.filter(({stateMachineArn}) => stateMachineArn === machine.arn)
			.filter(({status}) => !input.statusFilter || status === input.statusFilter)
			.toSorted((a, b) => b.startedAt - a.startedAt);
		const {entries, nextToken} = stepFunctionsPage(shown, input, context);

		return {executions: entries.map(summarise), nextToken};
	},

	DescribeExecution(
		input: DescribeExecutionInput,
		{state, now}: OperationContext,
	): DescribeExecutionOutput {
		const execution = findExecution(input.executionArn, state);

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
		const {attempt, stateMachineArn, startedAt} = findExecution(input.executionArn, state);
		const machine = findStateMachine(stateMachineArn, state);

		return {
			stateMachineArn,
			name: machine.name,
			definition: attempt.definition,
			roleArn: attempt.roleArn,
			updateDate: new Date(startedAt),
		};
	},

	GetExecutionHistory(
		input: GetExecutionHistoryInput,
		context: OperationContext,
	): GetExecutionHistoryOutput {
		const {history} = findExecution(input.executionArn, context.state);
		const ordered = input.reverseOrder ? history.toReversed() : history;
		const {entries, nextToken} = stepFunctionsPage(ordered, input, context);

		return {events: entries.map(wireEvent), nextToken};
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
});

function wireEvent({
	id,
	previousEventId,
	type,
	timestamp,
	details,
}: HistoryEventState): HistoryEvent {
	const member = historyDetailsMember(type);

	return {
		timestamp: new Date(timestamp),
		type: type as HistoryEventType,
		id,
		previousEventId,
		...(member && Object.keys(details).length > 0 && {[member]: details}),
	};
}
