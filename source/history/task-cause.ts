import {isObject, type JsonObject, member, parseJson} from '../json.ts';

/** What a task that failed says of itself. */
export type TaskCause = {
	/** `the function failed with TariffIncomplete: no rate`. */
	what: string;
	/** Exit codes, reasons, the first lines of the stack, and where more is to be read. */
	details: string[];
	/** The execution that failed within this one; null where there is none. */
	executionArn: string | null;
};

/** A cause is JSON where a service answered, and a plain sentence otherwise; null where it is neither known JSON. */
export function taskCause(cause: string): TaskCause | null {
	const value = parseJson(cause);

	return isObject(value)
		? (readers.map(read => read(value)).find(found => found !== null) ?? null)
		: null;
}

type Reader = (cause: JsonObject) => TaskCause | null;

const told = (what: string, details: Array<string | null>, executionArn?: string): TaskCause => ({
	what,
	details: details.filter(detail => detail !== null),
	executionArn: executionArn ?? null,
});

/** https://docs.aws.amazon.com/step-functions/latest/dg/tutorial-handling-error-conditions.html */
const lambda: Reader = cause => {
	const message = text(cause, 'errorMessage');
	const type = text(cause, 'errorType');

	if (message === null && type === null) {
		return null;
	}

	const stack = member(cause, 'trace') ?? member(cause, 'stackTrace');
	const lines = (Array.isArray(stack) ? stack : []).map(line =>
		Array.isArray(line) ? line.join(', ') : String(line),
	);

	return told(`the function failed${type ? ` with ${type}` : ''}${message ? `: ${message}` : ''}`, [
		lines.length === 0 ? null : `Stack: ${lines.slice(0, 4).map(oneLine).join(' | ')}`,
		labelled('Request id', text(cause, 'requestId')),
	]);
};

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html */
const ecs: Reader = cause => {
	const containers = objects(member(cause, 'Containers'));

	if (containers.length === 0) {
		return null;
	}

	const stopped = text(cause, 'StoppedReason');

	return told(`the ECS task stopped${stopped ? `: ${stopped}` : ''}`, [
		...containers.map(containerWords),
		labelled('Stop code', text(cause, 'StopCode')),
		labelled('Task', text(cause, 'TaskArn')),
		labelled('Task definition', text(cause, 'TaskDefinitionArn')),
	]);
};

function containerWords(container: JsonObject): string {
	const code = number(container, 'ExitCode');
	const reason = text(container, 'Reason');
	return `Container ${text(container, 'Name') ?? '?'}: ${exitWords(code)}${reason ? `, ${reason}` : ''}`;
}

function exitWords(code: number | null): string {
	if (code === null) {
		return 'no exit code, so it never ran to an end';
	}

	return code === 137
		? 'exit code 137: killed, most often since its memory was used up'
		: `exit code ${code}`;
}

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_JobDetail.html */
const batch: Reader = cause => {
	const job = text(cause, 'JobName') ?? text(cause, 'JobId');
	const container = member(cause, 'Container');

	if (job === null || text(cause, 'JobRunState') !== null) {
		return null;
	}

	const reason = text(cause, 'StatusReason');

	return told(`the Batch job ${job} failed${reason ? `: ${reason}` : ''}`, [
		isObject(container) ? containerWords({Name: job, ...container}) : null,
		labelled('Log stream, in /aws/batch/job', text(container, 'LogStreamName')),
		`Attempts: ${objects(member(cause, 'Attempts')).length}`,
	]);
};

/** https://docs.aws.amazon.com/glue/latest/webapi/API_JobRun.html */
const glue: Reader = cause => {
	const state = text(cause, 'JobRunState');
	const message = text(cause, 'ErrorMessage');

	return state === null
		? null
		: told(
				`the Glue job ${text(cause, 'JobName') ?? ''} ended ${state}${message ? `: ${message}` : ''}`,
				[labelled('Run', text(cause, 'Id')), labelled('Log group', text(cause, 'LogGroupName'))],
			);
};

const nested: Reader = cause => {
	const arn = text(cause, 'ExecutionArn');
	const status = text(cause, 'Status');

	if (arn === null) {
		return null;
	}

	const error = text(cause, 'Error');

	return told(
		`the execution that it started ended ${status ?? 'without success'}${error ? ` with ${error}` : ''}`,
		[`Execution: ${arn}`, labelled('Its cause', text(cause, 'Cause')?.slice(0, 300) ?? null)],
		arn,
	);
};

const failureReason: Reader = cause => {
	const reason = text(cause, 'FailureReason');
	const query = member(member(member(cause, 'QueryExecution'), 'Status'), 'StateChangeReason');

	if (reason !== null) {
		return told(`the job failed: ${reason}`, []);
	}

	return typeof query === 'string' ? told(`the query failed: ${query}`, []) : null;
};

const codeBuild: Reader = cause => {
	const build = member(cause, 'Build');
	const status = text(build, 'BuildStatus');
	const failed = objects(member(build, 'Phases')).find(
		phase => text(phase, 'PhaseStatus') === 'FAILED',
	);

	return status === null
		? null
		: told(
				`the build ended ${status}${failed ? ` in its phase ${text(failed, 'PhaseType')}` : ''}`,
				[labelled('Log', text(member(build, 'Logs'), 'DeepLink'))],
			);
};

const readers: readonly Reader[] = [lambda, ecs, glue, nested, batch, failureReason, codeBuild];

const objects = (value: unknown): JsonObject[] =>
	Array.isArray(value) ? value.filter(isObject) : [];

function text(value: unknown, field: string): string | null {
	const found = member(value, field);
	return typeof found === 'string' && found !== '' ? found : null;
}

function number(value: unknown, field: string): number | null {
	const found = member(value, field);
	return typeof found === 'number' ? found : null;
}

const labelled = (label: string, value: string | null): string | null =>
	value === null ? null : `${label}: ${value}`;

const oneLine = (line: string): string =>
	line
		.replaceAll(/\s{1,99}/g, ' ')
		.trim()
		.slice(0, 200);
