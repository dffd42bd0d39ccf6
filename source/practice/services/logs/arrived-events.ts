import type {LogEventState, LogGroupState} from '../../state.ts';

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
