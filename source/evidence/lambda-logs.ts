import type {LogEvent} from '../account/cloudwatch-logs.ts';
import type {FunctionLogging} from '../account/lambda.ts';
import {parseArn} from '../aws/arn.ts';
import {member, parseJson} from '../json.ts';
import {type FailedTask, textAt} from './failed-task.ts';

export type FailedFunction = {
	name: string;
	arn: string;
	qualifier: string | null;
	accountId: string;
	region: string;
	/** Of the invocation; null where neither error nor answer states it. */
	requestId: string | null;
	/** A text that the function logged with its error, if it did as the runtimes do. */
	term: string | null;
};

const uuid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/;

/** Lambda refused the call: nothing ran that could have logged. */
const refused = /^Lambda\.(?!SdkClientException)\w*Exception$/;

/** Null where no function was invoked. */
export function failedFunction(
	{parameters, described, cause, error, submitted}: FailedTask,
	place: {partition: string; region: string; accountId: string},
): FailedFunction | null {
	const named = textAt(parameters, 'FunctionName');

	if (named === null || refused.test(error ?? '')) {
		return null;
	}

	const {arn, qualifier} = functionArn(named, place);
	const parts = parseArn(arn);
	const message = textAt(described, 'errorMessage');

	return {
		name: parts?.resource.split(':')[1] ?? named,
		arn,
		qualifier: textAt(parameters, 'Qualifier') ?? qualifier,
		accountId: parts?.accountId ?? place.accountId,
		region: parts?.region ?? place.region,
		requestId:
			textAt(described, 'requestId') ??
			/(?<=RequestId: )[0-9a-f-]{36}|[0-9a-f-]{36}(?= Task timed out)/.exec(
				`${message ?? cause ?? ''} ${tailOf(submitted)}`,
			)?.[0] ??
			null,
		term:
			termOf(message) ??
			// What Step Functions and the invocation call it, the function has not logged.
			termOf(
				textAt(described, 'errorType') ?? (/^(?:States|Lambda)\./.test(error ?? '') ? null : error),
			),
	};
}

/** `name`, `name:qualifier`, `account:function:name` or an ARN with or without a qualifier. */
function functionArn(
	named: string,
	{partition, region, accountId}: {partition: string; region: string; accountId: string},
): {arn: string; qualifier: string | null} {
	const words = named.startsWith('arn:') ? named.split(':').slice(5) : named.split(':');
	const at = words.indexOf('function');
	const [name = '', qualifier = null] = words.slice(at + 1);
	const base = named.startsWith('arn:')
		? named.split(':').slice(0, 5).join(':')
		: `arn:${partition}:lambda:${region}:${at > 0 ? words[at - 1] : accountId}`;

	return {arn: `${base}:function:${name}`, qualifier};
}

/** The last lines that Lambda answers with, where the state asks for them. */
function tailOf(answer: unknown): string {
	const tail = textAt(answer, 'LogResult');
	return tail === null ? '' : Buffer.from(tail, 'base64').toString('utf8');
}

/** The first line of it, as far as it can stand in a filter pattern. */
function termOf(text: string | null): string | null {
	const [term = ''] = /^[^"\\\n{}]{4,100}/.exec(text ?? '') ?? [];
	return term.trim() === '' || uuid.test(term) ? null : term.trim();
}

/** What Lambda itself logs of an invocation, in its text and its JSON format. */
const frames = {
	Text: ['Task timed out after', 'START RequestId', 'REPORT RequestId', 'INIT_REPORT'],
	JSON: ['platform.start', 'platform.report', 'platform.initReport'],
};

/**
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 */
export function lambdaPattern(
	{requestId, term}: FailedFunction,
	format: FunctionLogging['format'],
): string {
	const wanted = requestId ?? term;

	return wanted === null
		? (format === null ? [...frames.Text, ...frames.JSON] : frames[format])
				.map(text => `?"${text}"`)
				.join(' ')
		: `"${wanted}"`;
}

/** The invocation that a line belongs to, in Lambda's text and JSON formats; null where it does not say. */
export const invocationOf = (event: LogEvent): string | null =>
	namedInvocation(event) ?? uuid.exec(event.message)?.[0] ?? null;

/** Where the runtimes write it: another id in a line can be anything. */
function namedInvocation({message}: LogEvent): string | null {
	const json = parseJson(message);
	return (
		textAt(json, 'requestId') ??
		textAt(json, 'AWSrequestId') ??
		textAt(member(json, 'record'), 'requestId') ??
		new RegExp(`(?:RequestId: |^[^\\t]{1,40}\\t)(${uuid.source})`).exec(message)?.[1] ??
		null
	);
}

/**
 * The lines of one invocation out of its stream: what is between its first and its last line is its own, also where
 * the line names none. Of those that name another one it is not: an environment can run several at a time.
 */
export function linesOfInvocation(events: readonly LogEvent[], requestId: string): LogEvent[] {
	const isOwn = ({message}: LogEvent): boolean => message.includes(requestId);
	const first = events.findIndex(isOwn);
	const last = events.findLastIndex(isOwn);

	return first < 0
		? []
		: events.slice(first, last + 1).filter(event => {
				const named = namedInvocation(event);
				return named === null || named === requestId || isOwn(event);
			});
}
