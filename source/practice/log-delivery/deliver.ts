import {decideByResource} from '../access/decide.ts';
import {readPolicy} from '../access/policy.ts';
import type {ExecutionState, HistoryEventState} from '../execution-state.ts';
import type {AccountState, LogGroupState, LogStreamState, StateMachineState} from '../state.ts';
import {logRecord} from './log-record.ts';

/** Stays behind in the log group where a delivery was tried. */
export const validationStream = 'log_stream_created_by_aws_to_validate_log_delivery_subscriptions';

/** Best effort: what cannot be written is lost without a message. */
export function deliver(
	events: readonly HistoryEventState[],
	execution: Pick<ExecutionState, 'arn' | 'redriveCount'>,
	machine: StateMachineState,
	state: AccountState,
): void {
	const [destination] = machine.logging.destinations;
	const group = state.logGroups.find(({arn}) => `${arn}:*` === destination);

	if (!group || !canDeliver(group, state)) {
		return;
	}

	for (const event of events) {
		const message = logRecord(event, execution, machine.logging);
		const ingestedAt = event.timestamp + state.behaviour.logDeliveryDelay;

		if (message !== null) {
			streamFor(group, machine.name, event.timestamp).events.push({
				timestamp: event.timestamp,
				ingestedAt,
				message,
			});
		}
	}
}

/** Whether the account's policies and the log group's own allow CloudWatch Logs to deliver into the group. */
export function canDeliver(group: LogGroupState, state: AccountState): boolean {
	const {partition, region, accountId} = state;
	const policies = state.logResourcePolicies
		.filter(({logGroupArn}) => logGroupArn === null || logGroupArn === group.arn)
		.flatMap(({name, document}) => readPolicy(name, document) ?? []);
	const source = `arn:${partition}:logs:${region}:${accountId}:delivery-source:states`;

	return ['logs:CreateLogStream', 'logs:PutLogEvents'].every(
		action =>
			decideByResource(
				{
					principal: {service: 'delivery.logs.amazonaws.com'},
					action,
					resource: `${group.arn}:log-stream:${validationStream}`,
					context: {'aws:SourceAccount': [accountId], 'aws:SourceArn': [source]},
				},
				policies,
			).effect === 'allowed',
	);
}

/** One stream for each state machine and minute: `states/orders/2026-03-09-08-30/5d1f0c2a`. */
export function streamFor(group: LogGroupState, machine: string, time: number): LogStreamState {
	const minute = new Date(time).toISOString().slice(0, 16).replaceAll(/[T:]/g, '-');
	const prefix = `states/${machine}/${minute}/`;
	const existing = group.streams.find(({name}) => name.startsWith(prefix));

	if (existing) {
		return existing;
	}

	const stream = {name: `${prefix}00000000`, createdAt: time, events: []};
	group.streams.push(stream);

	return stream;
}
