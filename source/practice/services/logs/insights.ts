import {randomUUID} from 'node:crypto';
import type {
	GetQueryResultsRequest,
	GetQueryResultsResponse,
	ResultField,
	StartQueryRequest,
	StartQueryResponse,
	StopQueryRequest,
	StopQueryResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import {AwsError} from '../../aws-error.ts';
import type {OperationContext} from '../../service.ts';
import type {AccountState, QueryState} from '../../state.ts';
import {type ArrivedEvent, arrivedEvents} from './lookup.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
export const insightsOperations = {
	StartQuery(input: StartQueryRequest, {state, now}: OperationContext): StartQueryResponse {
		const groups = [
			input.logGroupName ?? [],
			input.logGroupNames ?? [],
			input.logGroupIdentifiers ?? [],
		].flat();
		const text = input.queryString ?? '';
		readQuery(text);

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

		const {fields, term} = readQuery(query.text);
		const groups = state.logGroups.filter(({arn}) => query.logGroupArns.includes(arn));
		const searched = arrivedEvents(groups, doneAt).filter(
			({timestamp}) => timestamp >= query.from && timestamp <= query.to,
		);
		const found = searched.filter(({message}) => message.includes(term));

		return {
			status: 'Complete',
			results: found.slice(0, query.limit).map(event => rowOf(event, fields)),
			statistics: {recordsMatched: found.length, recordsScanned: searched.length},
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

/**
 * Of the query language this account knows `fields … | filter @message like "…" | sort @timestamp asc`, where
 * the filter can be missing. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
function readQuery(text: string): {fields: string[]; term: string} {
	const [, names, term = '""'] =
		/^fields ([@\w, ]+?)(?: \| filter @message like ("[^"]*"))? \| sort @timestamp asc$/.exec(
			text,
		) ?? [];

	if (names === undefined) {
		const message = 'This practice account does not know this query.';
		throw new AwsError('MalformedQueryException', message, 400, {
			queryCompileError: {
				location: {startCharOffset: 0, endCharOffset: text.length},
				message,
			},
		});
	}

	return {fields: names.split(/, */), term: term.slice(1, -1)};
}

/** Only fields that have a value are in a row, and a pointer to the whole event always is. */
function rowOf(event: ArrivedEvent, fields: readonly string[]): ResultField[] {
	const values: Record<string, string> = {
		'@timestamp': insightsTime(event.timestamp),
		'@ingestionTime': insightsTime(event.ingestedAt),
		'@message': event.message,
		'@logStream': event.stream,
	};

	return [
		...fields.flatMap(field => {
			const value = values[field];

			return value === undefined ? [] : [{field, value}];
		}),
		{field: '@ptr', value: Buffer.from(event.id, 'utf8').toString('base64')},
	];
}

/** In UTC, without saying so: `2026-03-09 08:30:00.000`. */
const insightsTime = (time: number): string =>
	new Date(time).toISOString().replace('T', ' ').replace('Z', '');

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
