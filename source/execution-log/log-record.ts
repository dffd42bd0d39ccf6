import {isObject, parseJson} from '../json.ts';

/** One line of a log group. */
export type LogGroupLine = {
	timestamp: number;
	ingestedAt: number | null;
	stream: string | null;
	message: string;
};

/** One event of an execution, as Step Functions logs it. Times are milliseconds since 1970. */
export type LogRecord = {
	executionArn: string;
	/** `ExecutionStarted`, `TaskFailed` and the like; AWS adds new ones. */
	type: string;
	/** Counts up from 1 within an execution; null where the line has none. */
	id: number | null;
	/** The id of the event before it on its own branch; null where the line has none. */
	previousId: number | null;
	at: number;
	details: Record<string, unknown>;
	/** When CloudWatch Logs had it; null where that is not told. */
	ingestedAt: number | null;
	stream: string | null;
};

/**
 * Null for a line that is no event of an execution. Step Functions writes ids and times as texts.
 * https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
 */
export function parseLogRecord({
	message,
	timestamp,
	ingestedAt,
	stream,
}: LogGroupLine): LogRecord | null {
	const event = objectIn(message);
	const {execution_arn: executionArn, type} = event;

	if (typeof executionArn !== 'string' || typeof type !== 'string') {
		return null;
	}

	return {
		executionArn,
		type,
		id: wholeNumber(event.id),
		previousId: wholeNumber(event.previous_event_id),
		at: timeIn(event.event_timestamp) ?? timestamp,
		details: isObject(event.details) ? event.details : {},
		ingestedAt,
		stream,
	};
}

function objectIn(text: string): Record<string, unknown> {
	const value = parseJson(text);
	return isObject(value) ? value : {};
}

function wholeNumber(value: unknown): number | null {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;

	return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}

/** The last moment that a Date can hold. */
const endOfTime = 8.64e15;

function timeIn(value: unknown): number | null {
	const number = wholeNumber(value);

	return number !== null && number > 0 && number <= endOfTime ? number : null;
}
