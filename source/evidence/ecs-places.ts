import type {ContainerLogging} from '../account/ecs.ts';
import type {JsonObject} from '../json.ts';
import {at, type FailedTask, objectsAt, textAt} from './failed-task.ts';
import {found, type LogPlace, type LogPlaces, notFound, otherDriver, place} from './log-places.ts';

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
