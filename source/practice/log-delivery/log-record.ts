import type {LoggingConfiguration} from '../../account/step-functions.ts';
import type {ExecutionState, HistoryEventState} from '../execution-state.ts';

/**
 * An event as Step Functions logs it: ids and times are texts. Null where the level leaves it out.
 * https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
 */
export function logRecord(
	event: HistoryEventState,
	{arn, redriveCount}: Pick<ExecutionState, 'arn' | 'redriveCount'>,
	{level, includeExecutionData}: LoggingConfiguration,
): string | null {
	return isLogged(event.type, level)
		? JSON.stringify({
				id: String(event.id),
				type: event.type,
				details: includeExecutionData ? event.details : withoutExecutionData(event.details),
				previous_event_id: String(event.previousEventId),
				event_timestamp: String(event.timestamp),
				execution_arn: arn,
				redrive_count: String(redriveCount),
			})
		: null;
}

const fatalTypes = ['ExecutionAborted', 'ExecutionFailed', 'ExecutionTimedOut'];
const errorEndings = ['Failed', 'Aborted', 'TimedOut'];

function isLogged(type: string, level: LoggingConfiguration['level']): boolean {
	if (level === 'ALL') {
		return true;
	}

	if (level === 'ERROR') {
		return type === 'FailStateEntered' || errorEndings.some(ending => type.endsWith(ending));
	}

	return level === 'FATAL' && fatalTypes.includes(type);
}

const executionData = new Set(['input', 'output', 'parameters', 'assignedVariables']);

const withoutExecutionData = (details: Record<string, unknown>): Record<string, unknown> =>
	Object.fromEntries(Object.entries(details).filter(([member]) => !executionData.has(member)));
