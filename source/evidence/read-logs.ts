import {AccountError} from '../account/account-error.ts';
import {asRefusal} from '../account/if-refused.ts';
import {nameOfArn} from '../aws/arn.ts';
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

	const places = logPlaces(task);
	return places && placedLogs(task, places, context, []);
}

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
