import {randomUUID} from 'node:crypto';
import type {
	GetQueryResultsRequest,
	GetQueryResultsResponse,
	StartQueryRequest,
	StartQueryResponse,
	StopQueryRequest,
	StopQueryResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import {AwsError} from '../../../aws-error.ts';
import type {OperationContext} from '../../../service.ts';
import type {AccountState, QueryState} from '../../../state.ts';
import {arrivedEvents} from '../arrived-events.ts';
import {parseQuery} from './parse-query.ts';
import {runQuery} from './run-query.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
export const insightsOperations = {
	StartQuery(input: StartQueryRequest, {state, now}: OperationContext): StartQueryResponse {
		const groups = [
			input.logGroupName ?? [],
			input.logGroupNames ?? [],
			input.logGroupIdentifiers ?? [],
		].flat();
		const text = input.queryString ?? '';
		parseQuery(text);

		const query: QueryState = {
			id: randomUUID(),
			logGroupArns: groups.map(group => logGroupArn(group, state)),
			// Whole seconds, and the last one counts to its end.
			from: Number(input.startTime) * 1000,
			to: Number(input.endTime) * 1000 + 999,
			text,
			limit: input.limit ?? 10_000,
			startedAt: now(),
			stoppedAt: null,
		};
		state.queries.push(query);

		return {queryId: query.id};
	},

	GetQueryResults(
		input: GetQueryResultsRequest,
		{state, now}: OperationContext,
	): GetQueryResultsResponse {
		const query = findQuery(input.queryId, state);
		const doneAt = query.startedAt + state.behaviour.queryDuration;

		if (query.stoppedAt !== null) {
			return {status: 'Cancelled', results: []};
		}

		if (now() < doneAt) {
			return {status: 'Running', results: []};
		}

		const groups = state.logGroups.filter(({arn}) => query.logGroupArns.includes(arn));
		const events = arrivedEvents(groups, doneAt).filter(
			({timestamp}) => timestamp >= query.from && timestamp <= query.to,
		);
		const {rows, matched} = runQuery(parseQuery(query.text), events, query.limit);

		return {
			status: 'Complete',
			results: rows,
			statistics: {recordsMatched: matched, recordsScanned: events.length},
		};
	},

	StopQuery(input: StopQueryRequest, {state, now}: OperationContext): StopQueryResponse {
		const query = findQuery(input.queryId, state);

		if (now() >= query.startedAt + state.behaviour.queryDuration) {
			throw new AwsError(
				'InvalidParameterException',
				`The query with ID ${query.id} has already ended.`,
			);
		}

		query.stoppedAt = now();

		return {success: true};
	},
};

function logGroupArn(identifier: string, {logGroups, accountId}: AccountState): string {
	const group = logGroups.find(({name, arn}) => name === identifier || arn === identifier);

	if (!group) {
		throw new AwsError(
			'ResourceNotFoundException',
			`Log group '${identifier}' does not exist for account ID '${accountId}'`,
		);
	}

	return group.arn;
}

function findQuery(id: string | undefined, {queries}: AccountState): QueryState {
	const query = queries.find(candidate => candidate.id === id);

	if (!query) {
		throw new AwsError('ResourceNotFoundException', `Query with ID ${id} does not exist.`);
	}

	return query;
}
