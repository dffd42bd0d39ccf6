import type {ContainerLogging} from '../account/ecs.ts';
import type {JsonObject} from '../json.ts';
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

const place = (group: string, name: string): LogPlace => ({
	group,
	stream: {name},
	region: null,
});

const found = (task: string, places: LogPlace[], ...notes: string[]): LogPlaces => ({
	task,
	places,
	why: null,
	notes,
});

const notFound = (task: string, why: string): LogPlaces => ({task, places: [], why, notes: []});

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

const otherDriver = (driver: string): string =>
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

type Container = {name: string; runtimeId: string | null; exitCode: number | null};

export type EcsTask = {taskArn: string; definition: string | null; containers: Container[]};

/** The task and its containers, as the cause says or as RunTask answered; null where no task was made. */
export function ecsTask({described, submitted, parameters}: FailedTask): EcsTask | null {
	const task = textAt(described, 'TaskArn') === null ? objectsAt(submitted, 'Tasks')[0] : described;
	const taskArn = textAt(task, 'TaskArn');

	return taskArn === null
		? null
		: {
				taskArn,
				definition: textAt(task, 'TaskDefinitionArn') ?? textAt(parameters, 'TaskDefinition'),
				containers: objectsAt(task, 'Containers').map(containerOf),
			};
}

function containerOf(container: JsonObject): Container {
	const exitCode = at(container, 'ExitCode');

	return {
		name: textAt(container, 'Name') ?? '',
		runtimeId: textAt(container, 'RuntimeId'),
		exitCode: typeof exitCode === 'number' ? exitCode : null,
	};
}

/**
 * The stream of a container is `prefix/container/task id`; without a prefix it is the container's id.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html
 */
export function ecsPlaces(
	{taskArn, containers}: EcsTask,
	logging: readonly ContainerLogging[],
	region: string,
): LogPlaces {
	const taskId = taskArn.split('/').at(-1) ?? '';
	const ofName = (name: string) => containers.find(container => container.name === name);
	// What ended badly comes first: what ended well explains nothing.
	const looked = logging
		.toSorted((a, b) => rank(ofName(a.name)) - rank(ofName(b.name)))
		.map(each => ({
			name: each.name,
			place: containerPlace(each, {taskId, region, own: ofName(each.name)}),
			isNamedById: each.driver === 'awslogs' && !each.options['awslogs-stream-prefix'],
		}));
	const places = looked.flatMap(({place: one}) => (typeof one === 'string' ? [] : [one]));
	const reasons = looked.flatMap(({name, place: one}) =>
		typeof one === 'string' ? [`Container ${name}: ${one}`] : [],
	);
	const named = looked
		.filter(({place: one, isNamedById}) => isNamedById && typeof one !== 'string')
		.map(
			({name}) =>
				`Container ${name} has no awslogs-stream-prefix: its log stream is named by its container id.`,
		);

	return places.length > 0
		? found('ECS task', places, ...reasons, ...named)
		: notFound('ECS task', reasons.join(' ') || 'The task definition has no containers.');
}

const rank = (container: Container | undefined): number =>
	container?.exitCode === 0 ? 2 : (container?.exitCode ?? null) === null ? 1 : 0;

function containerPlace(
	{name, driver, options}: ContainerLogging,
	{taskId, region, own}: {taskId: string; region: string; own: Container | undefined},
): LogPlace | string {
	const group = options['awslogs-group'];
	const prefix = options['awslogs-stream-prefix'];
	const elsewhere = options['awslogs-region'];

	if (driver === null) {
		return 'the task definition has no log configuration for it.';
	}

	if (driver !== 'awslogs') {
		return otherDriver(driver);
	}

	if (!group) {
		return 'the task definition names no awslogs-group.';
	}

	const stream = prefix ? `${prefix}/${name}/${taskId}` : own?.runtimeId;

	return stream
		? {...place(group, stream), region: elsewhere && elsewhere !== region ? elsewhere : null}
		: 'without an awslogs-stream-prefix its log stream is named by its container id, which the error does not state.';
}
