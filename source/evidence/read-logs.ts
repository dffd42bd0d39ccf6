import {AccountError} from '../account/account-error.ts';
import {asRefusal} from '../account/if-refused.ts';
import {nameOfArn} from '../aws/arn.ts';
import {jobCommand} from '../aws/job-commands.ts';
import {jobStatus} from '../history/job-status.ts';
import {ecsPlaces, ecsTask} from './ecs-places.ts';
import type {TaskLogs} from './evidence.ts';
import type {FailedTask} from './failed-task.ts';
import {functionLogs} from './function-logs.ts';
import {failedFunction} from './lambda-logs.ts';
import {empty, type LogContext} from './log-piece.ts';
import {logPlaces} from './log-places.ts';
import {placedLogs} from './placed-logs.ts';

/** The last lines that a failed task logged, in at most four calls; null where no task ran that logs. */
export async function readTaskLogs(
	task: FailedTask,
	context: LogContext,
): Promise<TaskLogs | null> {
	if (task.service === 'lambda') {
		const failed = failedFunction(task, context.location);

		if (failed) {
			return functionLogs(task, failed, context);
		}

		return Object.keys(task.parameters).length === 0
			? refusedLogs(
					task,
					'The events do not show which function was called: they leave out execution data.',
				)
			: null;
	}

	if (task.service === 'ecs') {
		return ecsLogs(task, context);
	}

	return jobLogs(task, context);
}

/** A cause that does not describe the job, as that of a timeout, leaves it to the service to do so. */
async function jobLogs(task: FailedTask, context: LogContext): Promise<TaskLogs | null> {
	const known = logPlaces(task);

	if (known || task.job === null || !logging.test(task.service)) {
		return known && placedLogs(task, known, context, []);
	}

	const {service, job, of} = task.job;
	const own = {...empty(task, `job ${nameOfArn(job)}`), commands: jobCommand(service, job, of)};
	const described = await context.reads.job(task.job).catch(asRefusal);

	if (described === null || described instanceof AccountError) {
		return {
			...own,
			unavailable: `The error does not describe the job. ${described?.message ?? `${task.service} does not show it any more.`}`,
		};
	}

	const status = jobStatus(described);
	const places = logPlaces({...task, described});
	const logs = places
		? await placedLogs(task, places, context, [`${task.service}: the job ${nameOfArn(job)}`])
		: {...own, unavailable: 'The service does not say where the job logs.'};

	return {...logs, notes: [...(status ? [`The job is ${status}.`] : []), ...logs.notes]};
}

const logging = /^(?:batch|glue|codebuild|sagemaker|emr-?serverless)$/;

async function ecsLogs(task: FailedTask, context: LogContext): Promise<TaskLogs | null> {
	const ran = ecsTask(task);

	if (ran === null) {
		return null;
	}

	const own = empty(task, `ECS task ${nameOfArn(ran.taskArn)}`);

	if (ran.definition === null) {
		return {...own, unavailable: 'The error does not state the task definition.'};
	}

	const containers = await context.reads.containerLogging(ran.definition).catch(asRefusal);

	if (containers instanceof AccountError) {
		return {
			...own,
			unavailable: containers.message,
			commands: [['ecs', 'describe-task-definition', '--task-definition', ran.definition]],
		};
	}

	const places = ecsPlaces(ran, containers, context.location.region);
	return placedLogs(task, places, context, [
		`ecs:DescribeTaskDefinition on ${nameOfArn(ran.definition)}`,
	]);
}

const services: Record<string, string> = {lambda: 'Lambda function', ecs: 'ECS task'};

/** Where AWS refused a call on the way to them. */
export const refusedLogs = (task: FailedTask, why: string): TaskLogs => ({
	...empty(task, services[task.service] ?? 'task'),
	unavailable: why,
});
