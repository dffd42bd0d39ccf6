import type {PracticeService} from '../../service.ts';
import type {AccountState} from '../../state.ts';
import {jsonProtocol} from '../../wire/json.ts';
import type {Input} from '../../wire/protocol.ts';
import {jsonErrors} from '../common-errors.ts';
import {filterLogEventsOperations} from './filter-log-events.ts';
import {getLogEventsOperations} from './get-log-events.ts';
import {insightsOperations} from './insights.ts';
import {logGroupOperations} from './log-groups.ts';
import {logStreamOperations} from './log-streams.ts';
import {resourcePolicyOperations} from './resource-policies.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/ */
export const logs: PracticeService = {
	prefix: 'logs',
	protocol: jsonProtocol({target: 'Logs_20140328', version: '1.1', errorNamespace: ''}),
	errors: {
		...jsonErrors,
		internal: 'ServiceUnavailableException',
		internalMessage: 'The service cannot complete the request.',
	},
	operations: {
		...logGroupOperations,
		...logStreamOperations,
		...resourcePolicyOperations,
		...filterLogEventsOperations,
		...getLogEventsOperations,
		...insightsOperations,
	},
	resourceOf,
};

function resourceOf(_operation: string, input: Input, state: AccountState): string {
	const {partition, region, accountId} = state;
	const name = String(input.logGroupName ?? '');

	return `arn:${partition}:logs:${region}:${accountId}:log-group:${name}:log-stream:`;
}
