import {AwsError} from '../../aws-error.ts';
import {page} from '../../paging.ts';
import type {OperationContext} from '../../service.ts';
import type {AccountState, LogEventState, LogGroupState} from '../../state.ts';

type Limited = {limit?: number | undefined; nextToken?: string | undefined};

/** The describing operations give 50 entries a page where the caller does not say. */
export const logsPage = <T>(
	all: readonly T[],
	input: Limited,
	{state}: OperationContext,
	defaultSize = 50,
) =>
	page(all, {
		size: input.limit,
		token: input.nextToken,
		defaultSize,
		bound: state.behaviour.pageSize,
		invalidToken: () =>
			new AwsError('InvalidParameterException', 'The specified nextToken is invalid.'),
	});

/** By name, or by ARN with or without the trailing `:*`. */
export function findLogGroup(identifier: string | undefined, state: AccountState): LogGroupState {
	if (!identifier) {
		throw new AwsError(
			'InvalidParameterException',
			"1 validation error detected: Value at 'logGroupName' failed to satisfy constraint: Member must not be null",
		);
	}

	const plain = identifier.endsWith(':*') ? identifier.slice(0, -2) : identifier;
	const group = state.logGroups.find(({name, arn}) => name === plain || arn === plain);

	if (!group) {
		throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
	}

	return group;
}

export type ArrivedEvent = LogEventState & {id: string; stream: string; logGroupArn: string};

/** What can be read at `now`, the oldest first. */
export const arrivedEvents = (groups: readonly LogGroupState[], now: number): ArrivedEvent[] =>
	groups
		.flatMap(({arn, streams}) =>
			streams.flatMap(({name, events}) =>
				events.map((event, index) => ({
					...event,
					id: `${event.timestamp}${String(index).padStart(20, '0')}`,
					stream: name,
					logGroupArn: arn,
				})),
			),
		)
		.filter(({ingestedAt}) => ingestedAt <= now)
		.toSorted((a, b) => a.timestamp - b.timestamp);
