import {AccountError} from '../account/account-error.ts';
import type {LogEvent} from '../account/cloudwatch-logs.ts';
import {asRefusal} from '../account/if-refused.ts';
import {count} from '../text.ts';
import type {TaskLogs} from './evidence.ts';
import type {FailedTask} from './failed-task.ts';
import {
	type FailedFunction,
	invocationOf,
	lambdaPattern,
	linesOfInvocation,
} from './lambda-logs.ts';
import {before, empty, filterCommand, type LogContext, shown, streamCommand} from './log-piece.ts';

const longestInvocation = 900_000;

/** One call for the log group, at most two to find the invocation, one for its lines. */
export async function functionLogs(
	task: FailedTask,
	failed: FailedFunction,
	{reads, location}: LogContext,
): Promise<TaskLogs> {
	const {name, arn, qualifier, accountId, region} = failed;
	const own = empty(task, `Lambda function ${name}`);

	// An invocation lasts 15 minutes at most, a callback can be waited for much longer.
	const window = {
		from: task.from - before,
		to: Math.min(task.to, task.from + longestInvocation) + 5_000,
	};
	const usual = `/aws/lambda/${name}`;

	if (accountId !== location.accountId || region !== location.region) {
		return {
			...own,
			logGroup: usual,
			unavailable: `The function is in account ${accountId}, region ${region}, and so are its logs.`,
			commands: [
				filterCommand({group: usual, terms: lambdaPattern(failed, null), ...window}, region),
			],
		};
	}

	const read = ['lambda:GetFunctionConfiguration'];
	const logging = await reads.functionLogging(arn, qualifier).catch(asRefusal);
	const isRead = logging !== null && !(logging instanceof AccountError);
	const group = (isRead && logging.logGroup) || usual;
	const filter = lambdaPattern(failed, isRead ? logging.format : null);
	const known = {
		...own,
		logGroup: group,
		filter,
		notes: isRead
			? []
			: [
					logging === null
						? `The function ${name} does not exist any more: ${group} is its usual log group.`
						: `The configuration of the function could not be read: ${group} is the usual log group. ${logging.message}`,
				],
		commands: [filterCommand({group, terms: filter, ...window})],
	};
	const found = await reads.searchEvents({group, pattern: filter, ...window}).catch(asRefusal);

	if (found === null || found instanceof AccountError) {
		return {
			...known,
			read: [...read, `logs:FilterLogEvents on ${group}`],
			unavailable:
				found?.message ??
				`The log group ${group} does not exist: ${logging === null ? 'it was deleted as well' : 'the function has not logged, or its role cannot create it'}.`,
		};
	}

	const calls = [...read, `logs:FilterLogEvents on ${group}, ${count(found.calls, 'page')}`];
	// What was logged after the failure is of another invocation.
	const last = found.events.findLast(({timestamp}) => timestamp <= task.to) ?? found.events[0];
	const requestId =
		failed.requestId ??
		(last && !found.isCut && last.timestamp <= task.to ? onlyInvocation(found.events) : null);

	if (!last) {
		return {
			...known,
			read: calls,
			unavailable: `No line with ${filter} was found in ${group} at that time${found.isCut ? ', and not all of it was searched' : ''}. New lines can take a minute to appear.`,
		};
	}

	const notes = [
		...known.notes,
		...(failed.requestId === null && requestId !== null
			? [
					`The error states no request id: these lines are of the invocation ${requestId}, the only one ${failed.term === null ? '' : 'with this error '}at that time.`,
				]
			: []),
		...(requestId === null
			? ['The error states no request id: these lines can be of several invocations at that time.']
			: []),
	];
	const stream = last.stream;
	const inStream =
		requestId === null || stream === null
			? null
			: await reads.lastEvents({group, stream, ...window}).catch(asRefusal);
	const isRefused = inStream instanceof AccountError;
	const ofInvocation =
		requestId === null || isRefused ? [] : linesOfInvocation(inStream?.events ?? [], requestId);
	const chosen = ofInvocation.length > 0 ? ofInvocation : found.events;

	return {
		...known,
		...shown(chosen, found.isCut && ofInvocation.length === 0),
		notes: [
			...notes,
			...(isRefused ? [`Only the lines that hold ${filter} are shown. ${inStream.message}`] : []),
		],
		read: [...calls, ...(inStream ? [`logs:GetLogEvents on ${stream}`] : [])],
		commands:
			stream === null || ofInvocation.length === 0
				? known.commands
				: [streamCommand({group, stream, ...window}, null)],
	};
}

/** Null where there are several: nothing tells which one failed, whatever it logged. */
function onlyInvocation(events: readonly LogEvent[]): string | null {
	const [only = null, ...others] = new Set(events.flatMap(event => invocationOf(event) ?? []));
	return others.length > 0 ? null : only;
}
