import type {LogEvent} from '../account/cloudwatch-logs.ts';
import {ifRefused} from '../account/if-refused.ts';
import type {AwsCommand} from '../aws/command.ts';
import {count} from '../text.ts';
import type {TaskLogs} from './evidence.ts';
import type {FailedTask} from './failed-task.ts';
import {
	type FailedFunction,
	invocationOf,
	lambdaPattern,
	linesOfInvocation,
} from './lambda-logs.ts';
import {
	afterwards,
	before,
	empty,
	type LogContext,
	shown,
	streamCommand,
	type TimeWindow,
} from './log-piece.ts';

/** One call for the log group, at most two to find the invocation, one for its lines. */
export async function functionLogs(
	task: FailedTask,
	failed: FailedFunction,
	{reads, location}: LogContext,
): Promise<TaskLogs> {
	const {name, arn, qualifier, accountId, region} = failed;
	const own = empty(task, `Lambda function ${name}`);

	if (accountId !== location.accountId || region !== location.region) {
		return {
			...own,
			logGroup: `/aws/lambda/${name}`,
			unavailable: `The function is in account ${accountId}, region ${region}, and so are its logs.`,
		};
	}

	const read = ['lambda:GetFunctionConfiguration'];
	const logging = await reads.functionLogging(arn, qualifier).catch(ifRefused('refused' as const));
	const isRead = logging !== 'refused' && logging !== null;
	const group = (isRead && logging.logGroup) || `/aws/lambda/${name}`;
	const window = {from: task.from - before, to: task.to + 5_000};
	const filter = lambdaPattern(failed);
	const known = {
		...own,
		logGroup: group,
		filter,
		notes: isRead
			? []
			: [
					logging === null
						? `The function ${name} does not exist any more.`
						: `The configuration of the function could not be read: ${group} is the usual log group.`,
				],
		commands: [filterCommand(group, filter, window)],
	};
	const found = await reads.searchEvents({group, pattern: filter, ...window});

	if (found === null) {
		return {
			...known,
			read: [...read, `logs:FilterLogEvents on ${group}`],
			unavailable: `The log group ${group} does not exist: the function has not logged, or its role cannot create it.`,
		};
	}

	const calls = [...read, `logs:FilterLogEvents on ${group}, ${count(found.calls, 'page')}`];
	const [last] = found.events.slice(-1);
	const requestId = failed.requestId ?? (filter === null || !last ? null : invocationOf(last));

	if (!last) {
		return {
			...known,
			read: calls,
			unavailable: `No line ${filter === null ? '' : `with ${filter} `}was found in ${group} at that time${found.isCut ? ', and not all of it was searched' : ''}. New lines can take a minute to appear.`,
		};
	}

	const notes = [
		...known.notes,
		...(failed.requestId === null && requestId !== null
			? [
					`The error states no request id: these lines are of the invocation ${requestId}, which logged the same error at that time.`,
				]
			: []),
		...(requestId === null
			? ['The request id is not known: these lines can be of several invocations at that time.']
			: []),
		...otherInvocations(found.events, requestId),
	];
	const stream = last.stream;
	const inStream =
		requestId === null || stream === null
			? null
			: await reads.lastEvents({group, stream, from: window.from, to: window.to + afterwards});
	const ofInvocation =
		requestId === null ? [] : linesOfInvocation(inStream?.events ?? [], requestId);
	const chosen = ofInvocation.length > 0 ? ofInvocation : found.events;

	return {
		...known,
		...shown(chosen, found.isCut && ofInvocation.length === 0),
		notes,
		read: [...calls, ...(inStream ? [`logs:GetLogEvents on ${stream}`] : [])],
		commands: stream === null ? known.commands : [streamCommand({group, stream, ...window}, null)],
	};
}

/** More than one invocation can have logged the same error in the same seconds. */
function otherInvocations(events: readonly LogEvent[], requestId: string | null): string[] {
	const ids = new Set(events.flatMap(event => invocationOf(event) ?? []));
	ids.delete(requestId ?? '');
	return requestId !== null && ids.size > 0
		? [`${count(ids.size, 'other invocation')} logged the same error at that time.`]
		: [];
}

function filterCommand(group: string, pattern: string | null, {from, to}: TimeWindow): AwsCommand {
	return [
		'logs',
		'filter-log-events',
		'--log-group-name',
		group,
		...(pattern === null ? [] : ['--filter-pattern', pattern]),
		'--start-time',
		String(from),
		'--end-time',
		String(to),
	];
}
