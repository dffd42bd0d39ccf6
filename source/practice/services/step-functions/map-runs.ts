import type {
	DescribeMapRunInput,
	DescribeMapRunOutput,
	ListMapRunsInput,
	ListMapRunsOutput,
	MapRunExecutionCounts,
} from '@aws-sdk/client-sfn';
import type {ExecutionState, MapRunState} from '../../execution-state.ts';
import type {OperationContext} from '../../service.ts';
import type {AccountState} from '../../state.ts';
import {findExecution, findMapRun, stepFunctionsPage} from './find.ts';

export const mapRunOperations = {
	/** The list does not show how a Map Run ended. */
	ListMapRuns(input: ListMapRunsInput, context: OperationContext): ListMapRunsOutput {
		const {arn} = findExecution(input.executionArn, context.state);
		const own = context.state.mapRuns.filter(({executionArn}) => executionArn === arn);
		const {entries, nextToken} = stepFunctionsPage(own.toReversed(), input, context);

		return {mapRuns: entries.map(summarize), nextToken};
	},

	DescribeMapRun(input: DescribeMapRunInput, {state}: OperationContext): DescribeMapRunOutput {
		const mapRun = findMapRun(input.mapRunArn, state);
		const counts = countsOf(mapRun, state);

		return {
			mapRunArn: mapRun.arn,
			executionArn: mapRun.executionArn,
			status: mapRun.status,
			...dates(mapRun),
			maxConcurrency: mapRun.maxConcurrency,
			toleratedFailurePercentage: mapRun.toleratedFailurePercentage,
			toleratedFailureCount: mapRun.toleratedFailureCount,
			// Without batches an execution has one item.
			itemCounts: counts,
			executionCounts: counts,
			redriveCount: mapRun.redriveCount,
			...(mapRun.redrivenAt !== null && {redriveDate: new Date(mapRun.redrivenAt)}),
		};
	},
};

const dates = ({startedAt, stoppedAt}: MapRunState) => ({
	startDate: new Date(startedAt),
	...(stoppedAt !== null && {stopDate: new Date(stoppedAt)}),
});

const summarize = (mapRun: MapRunState) => ({
	mapRunArn: mapRun.arn,
	executionArn: mapRun.executionArn,
	stateMachineArn: mapRun.stateMachineArn,
	...dates(mapRun),
});

function countsOf({arn, total}: MapRunState, {executions}: AccountState): MapRunExecutionCounts {
	const own = executions.filter(({mapRun}) => mapRun?.arn === arn);
	const count = (status: ExecutionState['status']): number =>
		own.filter(each => each.status === status).length;

	return {
		pending: total - own.length,
		running: count('RUNNING'),
		succeeded: count('SUCCEEDED'),
		failed: count('FAILED'),
		timedOut: count('TIMED_OUT'),
		aborted: count('ABORTED'),
		total,
		resultsWritten: 0,
		failuresNotRedrivable: 0,
		pendingRedrive: 0,
	};
}
