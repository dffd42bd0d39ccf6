import {minutes, region} from './build/names.ts';
import {renderer, taskDefinitions} from './build/reporting-cluster.ts';
import {ecsArn} from './build/states.ts';
import {taskLogGroup} from './build/task-logs.ts';
import {reportsScenario} from './stuck-job.ts';

const name = 'monthly-report';
const ago = minutes(30);
const taskId = '5f0c1d2ab34e4e6f8a7b9c0d1e2f3a4b';
const logGroup = '/ecs/reports';
const of = ecsArn(`task-definition/${renderer.family}:7`);

/** What Step Functions reports of the task: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html */
const cause = JSON.stringify({
	Containers: [{Name: renderer.family, ExitCode: 1, LastStatus: 'STOPPED'}],
	StopCode: 'EssentialContainerExited',
	StoppedReason: 'Essential container in task exited',
	TaskArn: ecsArn(`task/reporting/${taskId}`),
	TaskDefinitionArn: of,
});

export const containerFailed = reportsScenario({
	id: 'container-failed',
	story: 'The error names an exit code and nothing else.',
	name,
	runs: [{input: {month: '2026-02'}, ago}],
	outcome: {of, duration: 40_000, failure: {error: 'States.TaskFailed', cause}, result: null},
	around: now => ({
		logGroups: [
			taskLogGroup(now, logGroup, [
				{
					name: `report/${renderer.family}/${taskId}`,
					start: now - ago + 2000,
					lines: [
						{after: 0, message: 'render 2026-02: 31 shops'},
						{after: 21_000, message: 'shop Basel: no sales file for 2026-02-14'},
						{after: 21_400, message: 'MissingSales: 1 of 31 shops is incomplete'},
					],
				},
			]),
		],
		taskDefinitions: taskDefinitions.map(definition => ({
			...definition,
			logs: {
				[renderer.family]: {
					logDriver: 'awslogs',
					options: {
						'awslogs-group': logGroup,
						'awslogs-region': region,
						'awslogs-stream-prefix': 'report',
					},
				},
			},
		})),
	}),
});
