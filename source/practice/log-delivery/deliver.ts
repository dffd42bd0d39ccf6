import type {
	AccountState,
	HistoryEventState,
	LogGroupState,
	LogStreamState,
	StateMachineState,
} from '../state.ts';
import {deliveryMayWrite} from './delivery-may-write.ts';
import {logRecord} from './log-record.ts';

/** Best effort: what cannot be written is lost, and nobody is told. */
export function deliver(
	events: readonly HistoryEventState[],
	executionArn: string,
	machine: StateMachineState,
	state: AccountState,
): void {
	const [destination] = machine.logging.destinations;
	const group = state.logGroups.find(({arn}) => `${arn}:*` === destination);

	if (!group || !deliveryMayWrite(group, state)) {
		return;
	}

	for (const event of events) {
		const message = logRecord(event, executionArn, machine.logging);
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
