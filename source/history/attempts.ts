import type {HistoryEvent} from '../account/step-functions.ts';
import {detailNumber, detailText} from './event-details.ts';
import type {Visit} from './visit.ts';

/** One try of a task: a Retry makes several in one visit. */
export type Attempt = {
	scheduledAt: Date | null;
	endedAt: Date | null;
	/** The limits that were in force, as the history tells them. */
	timeoutSeconds: number | null;
	heartbeatSeconds: number | null;
	/** JSON that the service was called with. */
	parameters: string | null;
	/** `TaskFailed`, `LambdaFunctionTimedOut`, `TaskSucceeded`, …; null where it has not ended. */
	end: string | null;
	error: string | null;
	cause: string | null;
	/** JSON of what came back. */
	output: string | null;
};

const begins = /Scheduled$/;
const ends = /(?:Failed|TimedOut|Succeeded)$/;

export function attemptsIn({events}: Visit): Attempt[] {
	const attempts: Attempt[] = [];

	for (const event of events) {
		if (begins.test(event.type)) {
			attempts.push(begun(event));
		} else if (ends.test(event.type)) {
			Object.assign(attempts.at(-1) ?? {}, ending(event));
		}
	}

	return attempts;
}

const begun = (event: HistoryEvent): Attempt => ({
	scheduledAt: event.timestamp,
	endedAt: null,
	timeoutSeconds: detailNumber(event, 'timeoutInSeconds'),
	heartbeatSeconds: detailNumber(event, 'heartbeatInSeconds'),
	parameters: detailText(event, 'parameters') ?? detailText(event, 'input'),
	end: null,
	error: null,
	cause: null,
	output: null,
});

const ending = (event: HistoryEvent): Partial<Attempt> => ({
	endedAt: event.timestamp,
	end: event.type,
	error: detailText(event, 'error'),
	cause: detailText(event, 'cause'),
	output: detailText(event, 'output'),
});

/** How long it took, in milliseconds; null where the history does not tell. */
export const timeUsed = ({scheduledAt, endedAt}: Attempt): number | null =>
	scheduledAt && endedAt ? endedAt.getTime() - scheduledAt.getTime() : null;
