import {at, type FailedTask, objectsAt, textAt} from './failed-task.ts';

/** Where lines are: one stream of a group, or the streams whose names begin with a text. */
export type LogPlace = {
	group: string;
	stream: {name: string} | {prefix: string; containing: string};
	/** Where it is not the region of the state machine. */
	region: string | null;
};

/** Where the task logged, or why that cannot be told. */
export type LogPlaces = {
	task: string;
	places: LogPlace[];
	why: string | null;
	notes: string[];
};

export const place = (group: string, name: string): LogPlace => ({
	group,
	stream: {name},
	region: null,
});

export const found = (task: string, places: LogPlace[], ...notes: string[]): LogPlaces => ({
	task,
	places,
	why: null,
	notes,
});

export const notFound = (task: string, why: string): LogPlaces => ({
	task,
	places: [],
	why,
	notes: [],
});

/**
 * Of what the cause alone tells; null for services whose logs are not read here.
 * Lambda and ECS have to be asked how they are configured.
 */
export function logPlaces(task: FailedTask): LogPlaces | null {
	switch (task.service) {
		case 'batch':
			return batch(task);
		case 'glue':
			return glue(task);
		case 'codebuild':
			return codeBuild(task);
		case 'sagemaker':
			return sageMaker(task);
		case 'emr-serverless':
		case 'emrserverless':
			return emrServerless(task);
		default:
			return null;
	}
}

/** https://docs.aws.amazon.com/batch/latest/userguide/using_awslogs.html */
function batch({described}: FailedTask): LogPlaces | null {
	const what = 'Batch job';

	if (textAt(described, 'JobId') === null) {
		return null;
	}

	const last = objectsAt(described, 'Attempts').at(-1);
	const stream =
		textAt(last, 'Container', 'LogStreamName') ?? textAt(described, 'Container', 'LogStreamName');
	const logging = at(described, 'Container', 'LogConfiguration');
	const driver = textAt(logging, 'LogDriver');

	if (driver !== null && driver !== 'awslogs') {
		return notFound(what, otherDriver(driver));
	}

	return stream === null
		? notFound(what, 'The job names no log stream: no container of it started.')
		: found(what, [place(optionOf(logging, 'awslogs-group') ?? '/aws/batch/job', stream)]);
}

export const otherDriver = (driver: string): string =>
	`The container logs with the driver ${driver}, not to CloudWatch Logs.`;

/** Names of these options are in lower case, with hyphens. */
function optionOf(logging: unknown, name: string): string | null {
	return textAt(at(logging, 'Options'), name);
}

/**
 * https://docs.aws.amazon.com/glue/latest/dg/monitor-continuous-logging.html
 * A security configuration adds to the name of the group, which the job run tells.
 */
function glue({described}: FailedTask): LogPlaces | null {
	const run = textAt(described, 'Id');
	const version = Number(textAt(described, 'GlueVersion') ?? '0');
	const arguments_ = at(described, 'Arguments');

	if (run === null || textAt(described, 'JobRunState') === null) {
		return null;
	}

	const group = (textAt(described, 'LogGroupName') ?? '/aws-glue/jobs').replace(/\/$/, '');

	if (version >= 5) {
		const base = textAt(arguments_, '--custom-logGroup-prefix')?.replace(/\/$/, '') ?? group;
		const stream = `${textAt(arguments_, '--custom-logStream-prefix') ?? run}-driver`;

		return found('Glue job', [place(`${base}/error`, stream), place(`${base}/output`, stream)]);
	}

	if (textAt(arguments_, '--enable-continuous-cloudwatch-log') === 'true') {
		const own = textAt(arguments_, '--continuous-log-logGroup') ?? `${group}/logs-v2`;
		const prefix = textAt(arguments_, '--continuous-log-logStreamPrefix') ?? run;

		return found('Glue job', [place(own, `${prefix}-driver`), place(`${group}/error`, run)]);
	}

	return found('Glue job', [place(`${group}/error`, run), place(`${group}/output`, run)]);
}

/** https://docs.aws.amazon.com/codebuild/latest/APIReference/API_LogsLocation.html */
function codeBuild({described}: FailedTask): LogPlaces | null {
	const build = at(described, 'Build') ?? described;
	const what = 'CodeBuild build';
	const group = textAt(build, 'Logs', 'GroupName');
	const stream = textAt(build, 'Logs', 'StreamName');
	const status = textAt(build, 'Logs', 'CloudWatchLogs', 'Status');

	if (textAt(build, 'BuildStatus') === null) {
		return null;
	}

	if (status === 'DISABLED') {
		return notFound(what, 'The project does not log to CloudWatch Logs.');
	}

	return group === null || stream === null
		? notFound(what, 'The build names no log stream: it did not start.')
		: found(what, [place(group, stream)]);
}

const sageMakerJobs = [
	['TrainingJobName', 'SageMaker training job', '/aws/sagemaker/TrainingJobs'],
	['ProcessingJobName', 'SageMaker processing job', '/aws/sagemaker/ProcessingJobs'],
	['TransformJobName', 'SageMaker transform job', '/aws/sagemaker/TransformJobs'],
] as const;

/** https://docs.aws.amazon.com/sagemaker/latest/dg/logging-cloudwatch.html */
function sageMaker({described, parameters}: FailedTask): LogPlaces | null {
	for (const [field, what, group] of sageMakerJobs) {
		const job = textAt(described, field) ?? textAt(parameters, field);

		if (job !== null) {
			return found(what, [{group, stream: {prefix: `${job}/`, containing: ''}, region: null}]);
		}
	}

	return null;
}

/** https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/logging.html */
function emrServerless({described, parameters, submitted}: FailedTask): LogPlaces | null {
	const what = 'EMR Serverless job';
	const run = at(described, 'JobRun') ?? described;
	const application =
		textAt(run, 'ApplicationId') ??
		textAt(submitted, 'ApplicationId') ??
		textAt(parameters, 'ApplicationId');
	const job = textAt(run, 'JobRunId') ?? textAt(submitted, 'JobRunId');

	if (application === null || job === null) {
		return null;
	}

	const monitoring =
		at(run, 'ConfigurationOverrides', 'MonitoringConfiguration') ??
		at(parameters, 'ConfigurationOverrides', 'MonitoringConfiguration');
	const cloudWatch = at(monitoring, 'CloudWatchLoggingConfiguration');
	const logUri = textAt(monitoring, 'S3MonitoringConfiguration', 'LogUri');

	if (at(cloudWatch, 'Enabled') !== true) {
		return notFound(
			what,
			logUri === null
				? 'The job does not log to CloudWatch Logs: EMR Serverless keeps its logs for 30 days, in its console.'
				: `The job does not log to CloudWatch Logs: its logs are in ${logUri}.`,
		);
	}

	const before = textAt(cloudWatch, 'LogStreamNamePrefix');

	return found(what, [
		{
			group: textAt(cloudWatch, 'LogGroupName') ?? '/aws/emr-serverless',
			stream: {
				prefix: `${before ?? ''}/applications/${application}/jobs/${job}/`,
				containing: 'DRIVER',
			},
			region: null,
		},
	]);
}
